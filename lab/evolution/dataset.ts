import type { Instruments } from '../market/account.ts'
import type { Bars } from '../market/bars.ts'
import { instrumentFor, syntheticInstrument } from '../market/instruments.ts'
import { epochMs } from '../market/units.ts'
import type { DataSeen } from '../strategy/strategy.ts'

/**
 * Trading rules of each symbol on the venue where the strategy is to trade. They do not depend on the venue that the
 * bars come from.
 */
export const instrumentsOf = (market: readonly Bars[]): Instruments =>
  new Map(
    market.map(({ symbol, synthetic }) => [symbol, synthetic ? syntheticInstrument(symbol) : instrumentFor(symbol)]),
  )

/**
 * Describes the bars of a run for its plan, so that the same bars can be found and verified later.
 *
 * @param fingerprint returns the SHA-256 of a series' columns
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
