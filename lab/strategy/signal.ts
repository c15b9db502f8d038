import { enhancerNamed, enhancers as registered } from '../enhancers/index.ts'
import type { Indicators } from '../indicators/memo.ts'
import type { Bars, Column } from '../market/bars.ts'
import { seedNamed } from '../seeds/index.ts'
import type { SeedContext } from '../seeds/seed.ts'
import type { WeightedSeed } from './strategy.ts'

type SignalSource = Omit<WeightedSeed, 'weight'>

/**
 * The signal of one seed with its enhancers applied: −1…+1 per bar.
 *
 * @param market bars of every symbol of the universe, including `bars`
 * @throws Error when a row after the warm-up is NaN or outside −1…+1
 */
export function seedSignal(of: SignalSource, bars: Bars, market: readonly Bars[], indicators: Indicators): Column {
  const { name, genes, enhancers = {} } = of
  let signal = known(name).exposure(bars, genes, indicators, context(of, market))
  for (const each of registered) {
    if (!Object.hasOwn(enhancers, each.name)) continue
    signal = each.enhance(signal, { bars, market }, enhancers[each.name], indicators)
  }
  const row = firstBeyond(signal, signalWarmup(of))
  if (row < signal.length)
    throw new Error(`seed ${name} returned the signal ${signal[row]} for ${bars.symbol} at row ${row}, expected −1…+1`)
  return signal
}

/** First row, at or after `from`, whose signal is NaN or outside −1…+1; the number of rows if there is none. */
function firstBeyond(signal: Column, from: number): number {
  let row = from
  while (row < signal.length && signal[row] <= 1 && signal[row] >= -1) row++
  return row
}

/** Warm-up of the signal in bars. */
export function signalWarmup(of: SignalSource): number {
  const own = known(of.name).warmup(of.genes, context(of))
  // An enhancer treats each signal value independently, so the longest warm-up counts, not the sum.
  return Math.max(own, ...Object.entries(of.enhancers ?? {}).map(([name, genes]) => enhancer(name).warmup(genes)))
}

/** Whether the seed or one of its enhancers reads the bars of other symbols. */
export const readsOtherSymbols = ({ name, enhancers = {} }: SignalSource): boolean =>
  known(name).readsOtherSymbols === true || Object.keys(enhancers).some(each => enhancer(each).readsOtherSymbols)

const context = ({ formula, model }: SignalSource, market?: readonly Bars[]): SeedContext => ({
  ...(market && { market }),
  ...(formula && { rules: formula }),
  ...(model && { fitted: model.fitted }),
  ...(model?.trainedTo !== undefined && { trainedTo: model.trainedTo }),
})

function known(name: string) {
  const seed = seedNamed(name)
  if (!seed) throw new RangeError(`no seed is named ${name}`)
  return seed
}

function enhancer(name: string) {
  const found = enhancerNamed(name)
  if (!found) throw new RangeError(`no enhancer is named ${name}`)
  return found
}
