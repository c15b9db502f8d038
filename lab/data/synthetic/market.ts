import { type Bars, makeBars } from '../../market/bars.ts'
import { type DurationMs, type EpochMs, epochMs, hour } from '../../market/units.ts'
import { gaussian, stream } from '../../random.ts'
import { type Path, symbolPath } from './path.ts'
import { volatilityRegimes } from './regimes.ts'

export interface SyntheticOptions {
  /** The market's random seed: the same number, the same market. */
  readonly seed: number
  readonly symbols: readonly string[]
  readonly interval?: DurationMs
  readonly start?: EpochMs
  /** Bars per symbol before gaps are taken out. */
  readonly bars: number
  /**
   * The planted edge: drift per bar in standard deviations of that bar's return, its sign held for `persistence` bars on average.
   * 0 switches it off, and then no rule can earn anything but luck.
   */
  readonly edge?: number
  /** Mean bars between two turns of the planted drift. */
  readonly persistence?: number
  /** Correlation of any two symbols' returns, 0…1, but for their jumps: each symbol has its own, which takes about a tenth off. */
  readonly correlation?: number
  /** Share of bars that are missing. */
  readonly gaps?: number
}

/** 2023-01-01: as far back as the venue's own history reaches. */
const epoch = epochMs(Date.UTC(2023, 0, 1))

/** Venue name of everything that this simulation makes. */
export const syntheticVenue = 'synthetic'

/**
 * A simulated market, labelled as such: correlated symbols, three volatility regimes, jumps, funding, gaps, and an edge that can be
 * switched off. Prices are a martingale but for the edge.
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
