import type { Rule } from './rule.ts'

/** Refuses every order while trading is halted. Orders that only reduce a position skip all rules, see `Rule`. */
export const halted: Rule<{ readonly rule: 'halted'; readonly why: string }> = {
  refuse: (_, { halted }) => (halted === undefined ? undefined : { rule: 'halted', why: halted }),
  edge: { inside: { situation: { halted: undefined } }, past: { situation: { halted: 'asked for' } } },
}
