import type { Rule } from './rule.ts'

/** The orders of a UTC day are limited to `maxOrdersPerDay`, because a strategy that never stops ordering loses its money to fees. */
export const orderRate: Rule<{ readonly rule: 'orderRate'; readonly today: number; readonly max: number }> = {
  refuse: (_, { ordersToday: today }, { maxOrdersPerDay: max }) =>
    today < max ? undefined : { rule: 'orderRate', today, max },
  edge: {
    inside: { situation: { ordersToday: 4 }, limits: { maxOrdersPerDay: 5 } },
    past: { situation: { ordersToday: 5 }, limits: { maxOrdersPerDay: 5 } },
  },
}
