import type { Instruments } from '../market/account.ts'
import type { Bars } from '../market/bars.ts'
import { instrumentFor, syntheticInstrument } from '../market/instruments.ts'
import { epochMs } from '../market/units.ts'
import type { DataSeen } from '../strategy/strategy.ts'

/**
 * Trading rules of each symbol: those of the venue that the strategy is meant for, whichever source the bars come
 * from.
 */
export const instrumentsOf = (market: readonly Bars[]): Instruments =>
  new Map(
    market.map(({ symbol, synthetic }) => [symbol, synthetic ? syntheticInstrument(symbol) : instrumentFor(symbol)]),
  )

/**
 * Describes the bars that a run uses, so that the plan can name them and they can be found again. @param fingerprint SHA-256 of a
 * series' columns
 */
export const dataSeen = (market: readonly Bars[], fingerprint: (bars: Bars) => string): readonly DataSeen[] =>
  market.map(bars => ({
    venue: bars.venue,
    symbol: bars.symbol,
    from: epochMs(bars.openTime[0]),
    to: epochMs(bars.openTime[bars.openTime.length - 1] + bars.interval),
    bars: bars.openTime.length,
    fingerprint: fingerprint(bars),
  }))
