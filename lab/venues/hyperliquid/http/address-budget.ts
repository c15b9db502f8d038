import type { Fraction, Usd } from '../../../market/units.ts'

/** How many actions an address may still send in its life: the venue grants more with every dollar traded. */
export interface AddressBudget {
  readonly traded: Usd
  /** Orders, cancels and modifications, each one of a batch. */
  readonly used: number
  /** As the venue states it, with what was bought. */
  readonly cap: number
}

/** Source: the venue's documentation: 10,000, and 1 for each whole dollar. */
export const capOf = (traded: Usd): number => 10_000 + Math.floor(traded)

/** How many orders may still be sent. */
export const ordersLeft = ({ cap, used }: AddressBudget): number => Math.max(0, cap - used)

/** How many cancels: they may go on where orders no longer may, to twice the cap or 100,000 above it, whichever is less. */
export const cancelsLeft = ({ cap, used }: AddressBudget): number =>
  Math.max(0, Math.min(cap + 100_000, 2 * cap) - used)

/** The budget after so many actions. Those that the venue refused for want of budget cost nothing. */
export const spent = (budget: AddressBudget, actions: number): AddressBudget => ({
  ...budget,
  used: budget.used + actions,
})

/**
 * What the budget still permits: from 80 % on somebody should know, from 90 % on what is left is kept for exits, and at the end the
 * venue takes one action in ten seconds.
 */
export function authority(budget: AddressBudget): 'all' | 'warned' | 'exits' | 'exhausted' {
  const share: Fraction = budget.used / budget.cap
  if (!(share < 1)) return 'exhausted'
  return share >= 0.9 ? 'exits' : share >= 0.8 ? 'warned' : 'all'
}
