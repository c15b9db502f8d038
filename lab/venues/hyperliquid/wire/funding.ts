import type { EpochMs, Size, Usd } from '../../../market/units.ts'
import { amount, amountUnlessNaN, at, ifThere, list, type Raw, raw, text, time, whole } from './fields.ts'
import { reading } from './refusal.ts'

/** A funding rate that longs paid to shorts; negative: shorts paid longs. */
export interface WireFundingRate {
  readonly symbol: string
  /** Time of the payment, some ms after the hour. */
  readonly t: EpochMs
  /** Fraction of the notional, for the whole time since the last payment. */
  readonly rate: number
  readonly premium: number | null
}

/** A funding payment of an account. */
export interface WireFundingPayment {
  readonly symbol: string
  readonly t: EpochMs
  /** Negative: paid. Positive: received. */
  readonly usd: Usd
  /** Signed position, base units. */
  readonly position: Size
  readonly rate: number
  /** Hours that the payment covers; null when the venue does not say. */
  readonly samples: number | null
}

/** Parses `fundingHistory`. @throws WireError */
export const parseFundingRates = (data: unknown, what = 'fundingHistory'): WireFundingRate[] =>
  reading(what, data, rates => list(rates, rate))

/**
 * Parses `userFunding`, where each payment is a delta with its time beside it, and the `userFundings` channel, where it is
 * flat. @throws WireError
 */
export const parseFundingPayments = (data: unknown, what = 'userFunding'): WireFundingPayment[] =>
  reading(what, data, payments =>
    list(payments, item => {
      const from = raw(item)
      return from.delta === undefined
        ? payment(from, time(from, 'time'))
        : at(from, 'delta', delta => payment(raw(delta), time(from, 'time')))
    }),
  )

/** Parses the funding of a `user` event. @throws WireError */
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
