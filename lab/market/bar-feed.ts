import type { OptionalColumn } from './bars.ts'
import type { EpochMs, Price } from './units.ts'

/** One closed bar, with the values of a row of `Bars`. An unknown optional value is absent, because JSON has no NaN. */
export interface BarClosed extends Readonly<Partial<Record<OptionalColumn, number>>> {
  readonly symbol: string
  readonly openTime: EpochMs
  readonly open: Price
  readonly high: Price
  readonly low: Price
  readonly close: Price
  /** Base units. */
  readonly volume: number
}

/** All bars of the watched symbols that close at `at`, in the order of the universe. */
export interface BarsClosed {
  readonly kind: 'barsClosed'
  readonly at: EpochMs
  readonly bars: readonly BarClosed[]
}

/** An interruption of a stream. Events between `from` and `to` are unknown until they are requested from the venue. */
export interface StreamGap {
  readonly kind: 'gap'
  readonly from: EpochMs
  readonly to: EpochMs
  /** Name of the stream, such as `fills` or `order updates`. */
  readonly what: string
}

export type BarEvent = BarsClosed | StreamGap

/** Delivers bars to its subscribers as they close. */
export interface BarFeed {
  /** @returns a function that ends the subscription */
  subscribe(listener: (event: BarEvent) => void): () => void
}
