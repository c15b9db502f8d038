import type { Rule } from './rule.ts'

/** What has no price is not traded: the order's worth would be unknown. */
export const noPrice: Rule<{ readonly rule: 'noPrice'; readonly symbol: string }> = {
  refuse: ({ symbol }, { marks }) => (marks.has(symbol) ? undefined : { rule: 'noPrice', symbol }),
  edge: {
    inside: { situation: { marks: new Map([['BTC', 100]]) } },
    past: { situation: { marks: new Map([['ETH', 50]]) } },
  },
}
