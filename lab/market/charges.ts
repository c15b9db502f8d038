import { type Account, heldIn } from './account.ts'
import type { Costs } from './fees.ts'
import { fundingHours, fundingPayment } from './funding.ts'
import type { Instrument } from './instrument.ts'
import { type DurationMs, hour, type Price, type Usd } from './units.ts'

/** Funding owed on one symbol's position for part of a bar. */
export interface FundingCharge {
  /** Positive: the account pays. Negative: it receives. */
  readonly usd: Usd
  /** True when the real rate was unknown, so that the assumed rate was charged. */
  readonly assumed: boolean
}

/** The fields of a bar that funding needs. */
export interface FundedBar {
  readonly symbol: string
  /** Epoch ms. */
  readonly openTime: number
  readonly open: Price
  /** Rate per hour that longs pay to shorts; undefined or NaN where unknown. */
  readonly funding?: number | undefined
}

/**
 * Funding for the hour on which the bar opens, charged on the position held before the bar's own trades. Undefined when
 * nothing is owed.
 */
export function openingFunding(
  account: Account,
  bar: FundedBar,
  costs: Costs,
  instrument: Instrument,
): FundingCharge | undefined {
  return bar.openTime % hour === 0 ? charge(account, bar, 1, costs, instrument) : undefined
}

/**
 * Funding for the remaining hours of a bar longer than one hour, at the open price, because the hourly prices inside
 * the bar are unknown. Undefined when nothing is owed.
 */
export function laterFunding(
  account: Account,
  bar: FundedBar,
  interval: DurationMs,
  costs: Costs,
  instrument: Instrument,
): FundingCharge | undefined {
  const hours = fundingHours(bar.openTime, interval) - (bar.openTime % hour === 0 ? 1 : 0)
  return hours > 0 ? charge(account, bar, hours, costs, instrument) : undefined
}

function charge(
  account: Account,
  bar: FundedBar,
  hours: number,
  costs: Costs,
  instrument: Instrument,
): FundingCharge | undefined {
  const held = heldIn(account, bar.symbol)
  if (held === 0 || instrument.funding === 'none') return undefined
  const assumed = bar.funding === undefined || Number.isNaN(bar.funding)
  return { usd: hours * fundingPayment(held, bar.open, bar.funding, costs), assumed }
}
