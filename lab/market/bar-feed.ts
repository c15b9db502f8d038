import type { OptionalColumn } from './bars.ts'
import type { EpochMs, Price } from './units.ts'

/** A closed bar as an event: one row of `Bars`. An unknown optional value is absent, because JSON has no NaN. */
export interface BarClosed extends Readonly<Partial<Record<OptionalColumn, number>>> {
  readonly symbol: string
  readonly openTime: EpochMs
  readonly open: Price
  readonly high: Price
  readonly low: Price
  readonly close: Price
  readonly volume: number
}

/** All bars of the watched symbols that close at `at`, in the order of the universe. */
export interface BarsClosed {
  readonly kind: 'barsClosed'
  readonly at: EpochMs
  readonly bars: readonly BarClosed[]
}

/** A stream was interrupted. What happened between `from` and `to` is unknown until it is requested from the venue. */
export interface StreamGap {
  readonly kind: 'gap'
  readonly from: EpochMs
  readonly to: EpochMs
  /** Which stream, such as `fills` or `order updates`. */
  readonly what: string
}

export type BarEvent = BarsClosed | StreamGap

/** Delivers bars to its subscribers as they close. */
export interface BarFeed {
  /** @returns a function that ends the subscription */
  subscribe(listener: (event: BarEvent) => void): () => void
}
