import type { Rule } from './rule.ts'

/** The strategy opens nothing after trading has halted. */
export const halted: Rule<{ readonly rule: 'halted'; readonly why: string }> = {
  refuse: (_, { halted }) => (halted === undefined ? undefined : { rule: 'halted', why: halted }),
  edge: { inside: { situation: { halted: undefined } }, past: { situation: { halted: 'asked for' } } },
}
