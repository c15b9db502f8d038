import { type Account, heldIn } from './account.ts'
import type { Costs } from './fees.ts'
import { fundingHours, fundingPayment } from './funding.ts'
import type { Instrument } from './instrument.ts'
import { type DurationMs, hour, type Price, type Usd } from './units.ts'

/** Funding that one symbol's position owes for the hours of one part of a bar. */
export interface FundingCharge {
  readonly usd: Usd
  /** The real rate is not known and the assumed cost was taken. */
  readonly assumed: boolean
}

/** A bar, as far as funding cares. */
export interface FundedBar {
  readonly symbol: string
  readonly openTime: number
  readonly open: Price
  /** Hourly; undefined or NaN where unknown. */
  readonly funding?: number | undefined
}

/** Charged on the position held at the hour the bar opens on, hence booked before the bar's own trades. */
export function openingFunding(
  account: Account,
  bar: FundedBar,
  costs: Costs,
  instrument: Instrument,
): FundingCharge | undefined {
  return bar.openTime % hour === 0 ? charge(account, bar, 1, costs, instrument) : undefined
}

/** The further hours of a bar longer than one; their prices are inside the bar, so the open stands for them. */
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
