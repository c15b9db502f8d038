import type { EpochMs, Size, Usd } from '../../../market/units.ts'
import { amount, amountUnlessNaN, at, ifThere, list, type Raw, raw, text, time, whole } from './fields.ts'
import { reading } from './refusal.ts'

/** What longs paid shorts. */
export interface WireFundingRate {
  readonly symbol: string
  /** Some ms past the hour that it was paid. */
  readonly t: EpochMs
  /** Fraction of the notional, for the whole time since the last one. */
  readonly rate: number
  readonly premium: number | null
}

/** What an account paid or got. */
export interface WireFundingPayment {
  readonly symbol: string
  readonly t: EpochMs
  /** Negative was paid. */
  readonly usd: Usd
  /** Signed position, base units. */
  readonly position: Size
  readonly rate: number
  /** How many hours it sums up, where the venue says so. */
  readonly samples: number | null
}

/** `fundingHistory`. @throws WireError */
export const parseFundingRates = (data: unknown, what = 'fundingHistory'): WireFundingRate[] =>
  reading(what, data, rates => list(rates, rate))

/** `userFunding`, where each is a delta with its time beside it, and the `userFundings` channel, where it is flat. @throws WireError */
export const parseFundingPayments = (data: unknown, what = 'userFunding'): WireFundingPayment[] =>
  reading(what, data, payments =>
    list(payments, item => {
      const from = raw(item)
      return from.delta === undefined
        ? payment(from, time(from, 'time'))
        : at(from, 'delta', delta => payment(raw(delta), time(from, 'time')))
    }),
  )

/** The funding of a `user` event. @throws WireError */
export const parseFundingPayment = (data: unknown, what = 'user funding'): WireFundingPayment =>
  reading(what, data, item => payment(raw(item), time(raw(item), 'time')))

function rate(data: unknown): WireFundingRate {
  const from = raw(data)
  return {
    symbol: text(from, 'coin'),
    t: time(from, 'time'),
    rate: amount(from, 'fundingRate'),
    premium: ifThere(from, 'premium', amountUnlessNaN),
  }
}

const payment = (from: Raw, t: EpochMs): WireFundingPayment => ({
  symbol: text(from, 'coin'),
  t,
  usd: amount(from, 'usdc'),
  position: amount(from, 'szi'),
  rate: amount(from, 'fundingRate'),
  samples: ifThere(from, 'nSamples', whole),
})
