import type { Rule } from './rule.ts'

/** A day (UTC) has so many orders: a strategy that orders without end pays fees without end. */
export const orderRate: Rule<{ readonly rule: 'orderRate'; readonly today: number; readonly max: number }> = {
  refuse: (_, { ordersToday: today }, { maxOrdersPerDay: max }) =>
    today < max ? undefined : { rule: 'orderRate', today, max },
  edge: {
    inside: { situation: { ordersToday: 4 }, limits: { maxOrdersPerDay: 5 } },
    past: { situation: { ordersToday: 5 }, limits: { maxOrdersPerDay: 5 } },
  },
}
