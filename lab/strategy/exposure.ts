import type { Indicators } from '../indicators/memo.ts'
import type { Bars, Column } from '../market/bars.ts'
import { showInterval } from '../market/units.ts'
import { combine } from './ensemble.ts'
import { rangeOf, rangeWarmup } from './range.ts'
import { scalingNamed } from './scaling/index.ts'
import { readsOtherSymbols, seedSignal, signalWarmup } from './signal.ts'
import type { Scaled, Strategy } from './strategy.ts'

/** The part of a strategy that its signals depend on. */
export type SignalConfig = Pick<Strategy, 'seeds' | 'ensemble' | 'interval' | 'sizing' | 'exits'>

/** What a strategy wants of one symbol, per bar. */
export interface TargetExposure {
  /** −1…+1; 0 while anything is still warming up. */
  readonly exposure: Column
  /** Mean true range, a price, that the exits measure by; absent when none does. */
  readonly range?: Column
}

/** Bars of history after which the strategy has forgotten what came before. */
export function warmupOf({ seeds, sizing, exits }: Omit<SignalConfig, 'interval'>): number {
  const signalsWarm = Math.max(...seeds.map(signalWarmup))
  const { scaling } = sizing
  return Math.max(signalsWarm + (scaling ? scalerOf(scaling).warmup(scaling.genes) : 0), rangeWarmup(exits))
}

/** Whether the strategy reads more of the market than the symbol that it decides about. */
export const isCrossSectional = ({ seeds, sizing: { scaling } }: Pick<SignalConfig, 'seeds' | 'sizing'>): boolean =>
  seeds.some(readsOtherSymbols) || (scaling !== undefined && scalerOf(scaling).readsOtherSymbols)

/**
 * Bars of each symbol that a process which trades remembers: no more than are needed, so that a process started today thinks what one thinks that has run for a
 * year, to the last bit. Where symbols are compared and one has lost bars, the same number of rows reaches further back: the others must be
 * known there too.
 */
export function rowsKept(strategy: SignalConfig): number {
  const rows = warmupOf(strategy) + 1
  return isCrossSectional(strategy) ? Math.ceil(1.25 * rows) + 24 : rows
}

/**
 * The exposure that a strategy targets of one symbol, bar by bar. Backtest, replay, paper and live all ask this function.
 *
 * @param bars   of the symbol that is decided about
 * @param market bars of every symbol of the universe, those among them
 * @throws RangeError on bars of another interval, Error when a seed's signal is no exposure
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

  /** In place: the column is of nobody else, and this runs for every genome that is ever tried. */
  function scaled(wanted: Float64Array, from: number): Column {
    const { scaling, fraction } = sizing
    const share =
      scaling && scalerOf(scaling).scale({ bars, market, signal: wanted.slice(), fraction }, scaling.genes, indicators)
    wanted.fill(0, 0, from)
    for (let i = from; i < wanted.length; i++) {
      // Where nothing moved, a distance in true ranges is none: the stop would lie at the entry.
      if (wanted[i] === 0 || (range && !(range[i] > 0))) wanted[i] = 0
      else if (share) wanted[i] *= shareAt(share, i)
    }
    return wanted
  }

  function shareAt(share: Column, row: number): number {
    if (share[row] >= 0 && share[row] <= 1) return share[row]
    throw new Error(
      `scaling ${sizing.scaling?.name} takes ${share[row]} of ${bars.symbol} at row ${row}: no share within 0…1`,
    )
  }
}

function scalerOf({ name }: Scaled) {
  const found = scalingNamed(name)
  if (!found) throw new RangeError(`no scaling is named ${name}`)
  return found
}
