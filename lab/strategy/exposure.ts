import type { Indicators } from '../indicators/memo.ts'
import type { Bars, Column } from '../market/bars.ts'
import { showInterval } from '../market/units.ts'
import { combine } from './ensemble.ts'
import { rangeOf, rangeWarmup } from './range.ts'
import { scalingNamed } from './scaling/index.ts'
import { readsOtherSymbols, seedSignal, signalWarmup } from './signal.ts'
import type { Scaled, Strategy } from './strategy.ts'

/** The fields of a strategy that determine its target exposure. */
export type SignalConfig = Pick<Strategy, 'seeds' | 'ensemble' | 'interval' | 'sizing' | 'exits'>

/** The target exposure of a strategy for one symbol, per bar. */
export interface TargetExposure {
  /** Fraction of a full position, −1 (short) to +1 (long); 0 during warm-up. */
  readonly exposure: Column
  /** Average true range in units of the price, on which exits are based; absent when no exit uses it. */
  readonly range?: Column
}

/** Warm-up of the strategy: bars of history after which older bars no longer matter. */
export function warmupOf({ seeds, sizing, exits }: Omit<SignalConfig, 'interval'>): number {
  const signalsWarm = Math.max(...seeds.map(signalWarmup))
  const { scaling } = sizing
  return Math.max(signalsWarm + (scaling ? scalerOf(scaling).warmup(scaling.genes) : 0), rangeWarmup(exits))
}

/** True when the exposure of one symbol depends on the bars of other symbols. */
export const isCrossSectional = ({ seeds, sizing: { scaling } }: Pick<SignalConfig, 'seeds' | 'sizing'>): boolean =>
  seeds.some(readsOtherSymbols) || (scaling !== undefined && scalerOf(scaling).readsOtherSymbols)

/**
 * Number of bars per symbol that a trading process keeps. It keeps no more than the warm-up needs, so that a process
 * started today computes exactly the same as one that has run for a year. A cross-sectional strategy keeps some more,
 * because a symbol with missing bars needs more rows of the other symbols.
 */
export function rowsKept(strategy: SignalConfig): number {
  const rows = warmupOf(strategy) + 1
  return isCrossSectional(strategy) ? Math.ceil(1.25 * rows) + 24 : rows
}

/**
 * The target exposure of a strategy for one symbol, bar by bar. Backtest, replay, paper and live trading all use this
 * function.
 *
 * @param bars   bars of the symbol
 * @param market bars of every symbol of the universe, including `bars`
 * @throws RangeError on bars of another interval; Error when a seed's signal is outside −1…+1
 */
export function targetExposure(
  strategy: SignalConfig,
  bars: Bars,
  market: readonly Bars[],
  indicators: Indicators,
): TargetExposure {
  if (bars.interval !== strategy.interval) {
    const [found, expected] = [bars.interval, strategy.interval].map(showInterval)
    throw new RangeError(`${bars.symbol}: bars of ${found} where the strategy expects ${expected}`)
  }
  const { seeds, ensemble, sizing, exits } = strategy
  const range = rangeOf(exits, bars, indicators)
  const warm = warmupOf(strategy)
  const signals = seeds.map(seed => seedSignal(seed, bars, market, indicators))
  const signalsWarm = Math.max(...seeds.map(signalWarmup))
  const combined = combine(seeds, signals, ensemble, signalsWarm)
  return { exposure: scaled(combined, warm), ...(range && { range }) }

  /** Applies warm-up, range and scaling. It modifies the column in place, because it runs for every genome. */
  function scaled(wanted: Float64Array, from: number): Column {
    const { scaling, fraction } = sizing
    const share =
      scaling && scalerOf(scaling).scale({ bars, market, signal: wanted.slice(), fraction }, scaling.genes, indicators)
    wanted.fill(0, 0, from)
    for (let i = from; i < wanted.length; i++) {
      // With a range of 0 the stop would lie at the entry price, so no position is held.
      if (wanted[i] === 0 || (range && !(range[i] > 0))) wanted[i] = 0
      else if (share) wanted[i] *= shareAt(share, i)
    }
    return wanted
  }

  function shareAt(share: Column, row: number): number {
    if (share[row] >= 0 && share[row] <= 1) return share[row]
    throw new Error(
      `scaling ${sizing.scaling?.name} returned the share ${share[row]} for ${bars.symbol} at row ${row}, expected 0…1`,
    )
  }
}

function scalerOf({ name }: Scaled) {
  const found = scalingNamed(name)
  if (!found) throw new RangeError(`no scaling is named ${name}`)
  return found
}
