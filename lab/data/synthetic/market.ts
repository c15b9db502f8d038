import { type Bars, makeBars } from '../../market/bars.ts'
import { type DurationMs, type EpochMs, epochMs, hour } from '../../market/units.ts'
import { gaussian, stream } from '../../random.ts'
import { type Path, symbolPath } from './path.ts'
import { volatilityRegimes } from './regimes.ts'

export interface SyntheticOptions {
  /** Random seed: the same seed gives the same market. */
  readonly seed: number
  readonly symbols: readonly string[]
  readonly interval?: DurationMs
  readonly start?: EpochMs
  /** Bars per symbol, before gaps are removed. */
  readonly bars: number
  /**
   * Planted edge: drift per bar, in standard deviations of the bar's return (default: 0). Its sign changes every `persistence` bars
   * on average. Without an edge no rule can earn more than luck.
   */
  readonly edge?: number
  /** Mean number of bars between two changes of the drift's sign (default: 120). */
  readonly persistence?: number
  /** Correlation of two symbols' returns, 0…1 (default: 0.5). Jumps are each symbol's own and lower it by about a tenth. */
  readonly correlation?: number
  /** Share of bars that are missing (default: 0.0002). */
  readonly gaps?: number
}

/** Default start, 2023-01-01: as far back as Hyperliquid's history reaches. */
const epoch = epochMs(Date.UTC(2023, 0, 1))

/** Venue name of all simulated bars. */
export const syntheticVenue = 'synthetic'

/**
 * Simulates a market, labelled as synthetic: correlated symbols, three volatility regimes, jumps, funding, gaps, and an optional
 * edge. Without the edge, prices are a martingale.
 */
export function syntheticMarket(options: SyntheticOptions): readonly Bars[] {
  const {
    seed,
    symbols,
    bars,
    interval = hour,
    start = epoch,
    edge = 0,
    persistence = 120,
    correlation = 0.5,
    gaps = 0.0002,
  } = options
  const regimes = volatilityRegimes(stream(seed, 'regimes'), bars, interval)
  const common = stream(seed, 'market')
  const factor = Float64Array.from({ length: bars }, () => gaussian(common))
  return symbols.map(symbol => {
    const path = symbolPath({
      chance: name => stream(seed, symbol, name),
      factor,
      regimes,
      correlation,
      edge,
      persistence,
      interval,
    })
    return withoutGaps(symbol, path, stream(seed, symbol, 'gaps'), { interval, start, gaps })
  })
}

function withoutGaps(
  symbol: string,
  path: Path,
  chance: () => number,
  { interval, start, gaps }: Required<Pick<SyntheticOptions, 'interval' | 'start' | 'gaps'>>,
): Bars {
  const rows = Array.from({ length: path.close.length }, (_, i) => i).filter(i => i === 0 || chance() >= gaps)
  const column = (values: Float64Array) => Float64Array.from(rows, i => values[i])
  return makeBars({
    symbol,
    venue: syntheticVenue,
    synthetic: true,
    interval,
    openTime: Float64Array.from(rows, i => start + i * interval),
    open: column(path.open),
    high: column(path.high),
    low: column(path.low),
    close: column(path.close),
    volume: column(path.volume),
    funding: column(path.funding),
  })
}
