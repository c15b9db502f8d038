import type { OptionalColumn } from './bars.ts'
import type { EpochMs, Price } from './units.ts'

/** A closed bar as an event: one row of `Bars`. What its optional columns do not know is absent, for JSON has no NaN. */
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

/** A stream was interrupted: whatever happened between both times is unknown until it is asked for. */
export interface StreamGap {
  readonly kind: 'gap'
  readonly from: EpochMs
  readonly to: EpochMs
  /** The stream, such as `fills` or `order updates`. */
  readonly what: string
}

export type BarEvent = BarsClosed | StreamGap

/** Bars as they close: what a trader hears of the market. */
export interface BarFeed {
  /** @returns a function that ends the subscription */
  subscribe(listener: (event: BarEvent) => void): () => void
}
