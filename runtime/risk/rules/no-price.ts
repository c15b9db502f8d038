import type { Rule } from './rule.ts'

/** A symbol without a price is not traded, because the order's value would be unknown. */
export const noPrice: Rule<{ readonly rule: 'noPrice'; readonly symbol: string }> = {
  refuse: ({ symbol }, { marks }) => (marks.has(symbol) ? undefined : { rule: 'noPrice', symbol }),
  edge: {
    inside: { situation: { marks: new Map([['BTC', 100]]) } },
    past: { situation: { marks: new Map([['ETH', 50]]) } },
  },
}
