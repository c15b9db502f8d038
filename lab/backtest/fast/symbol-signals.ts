import type { Indicators } from '../../indicators/memo.ts'
import type { Fraction } from '../../market/units.ts'
import { rulesComplexity } from '../../seeds/formula/rules.ts'
import { type SignalConfig, targetExposure, warmupOf } from '../../strategy/exposure.ts'
import { rangeOf } from '../../strategy/range.ts'
import { arena } from './arena.ts'
import { booleanSeriesBytes, formulaExposures } from './formula-exposure.ts'
import { keptColumns, padded } from './kept-columns.ts'
import type { Address, Kernel } from './kernel.ts'
import type { MarketView } from './market-view.ts'
import { mostColumns, seedExposures } from './seed-exposure.ts'
import type { Candles, LaidOut } from './world-layout.ts'

/**
 * Target exposure of a strategy for one symbol as a list of changes, see `kernel/exposure-changes.as`, and the range
 * for its exits.
 */
export interface SymbolSignals {
  readonly list: Address
  readonly changes: number
  /** Address of the mean true range of each traded row; 0 if no exit uses it. */
  readonly range: Address
}

/** Computes signals and keeps them until `forget`. Columns are reused for later strategies. */
export interface SignalCache {
  /** @returns undefined if memory does not suffice @throws as `targetExposure` */
  signalsOf(
    strategy: SignalConfig,
    laid: LaidOut,
    k: number,
    candles: Candles,
    indicators: Indicators,
  ): SymbolSignals | undefined
  /** Fraction of the memory in use. */
  used(): Fraction
  forget(): void
}

/** Bytes for columns of seeds and formulas: those of a symbol with common genes. */
const columnBytes = 18 * 2 ** 20
/** Bytes for lists and for ranges, for the genomes that share a symbol's columns. */
const [listBytes, rangeBytes] = [10 * 2 ** 20, 24 * 2 ** 20]
const entryBytes = 16

/** Bytes that a signal cache needs. @param rows of the whole market @param longest rows of the longest symbol */
export const signalBytes = (rows: number, longest: number, symbols: number): number =>
  Object.values(sharesOf(rows, longest, symbols)).reduce((a, b) => a + b + 64, 0)

const sharesOf = (rows: number, longest: number, symbols: number) => ({
  lists: Math.max(listBytes, entryBytes * (rows + symbols)),
  ranges: Math.max(rangeBytes, 8 * (rows + 64 * symbols)),
  columns: Math.max(columnBytes, 8 * mostColumns * padded(longest)),
  scratch: 5 * 8 * (longest + 64),
  formulas: booleanSeriesBytes,
})

/** @param at address of memory of `signalBytes` */
export function signalCache(kernel: Kernel, at: Address, rows: number, longest: number, symbols: number): SignalCache {
  const { memory, call } = kernel
  const shares = sharesOf(rows, longest, symbols)
  let next = at
  const room = (bytes: number) => {
    const from = next
    next = Math.ceil((from + bytes) / 64) * 64
    return arena(memory, from, from + bytes)
  }
  const lists = room(shares.lists)
  const ranges = keptColumns(memory, room(shares.ranges))
  const columns = keptColumns(memory, room(shares.columns))
  const scratch = room(shares.scratch)
  const [out, other, tails] = [
    scratch.bytes(8 * longest),
    scratch.bytes(8 * longest),
    scratch.bytes(3 * 8 * longest),
  ] as const
  const formulas = formulaExposures(kernel, columns, next)
  const seeds = seedExposures(kernel, columns, [out, other, tails])

  // Ranges are reused for later genomes, and dropped when memory is full.
  let rangesFull = false

  return { signalsOf, used, forget }

  function used(): Fraction {
    return Math.max(1 - lists.left() / shares.lists, rangesFull ? 1 : 0)
  }

  function forget(): void {
    lists.takeBack()
    if (!rangesFull) return
    rangesFull = false
    ranges.forget()
    formulas.forget()
  }

  function signalsOf(
    strategy: SignalConfig,
    { timeline, seen }: LaidOut,
    k: number,
    candles: Candles,
    indicators: Indicators,
  ): SymbolSignals | undefined {
    const { from, to } = timeline.spans[k]
    const bars = seen[k]
    const measured = rangeOf(strategy.exits, bars, indicators)
    if (measured && !ranges.has(1, bars.close.length)) rangesFull = true
    if (rangesFull || lists.left() < entryBytes * (to - from + 1)) return undefined
    const range = measured ? ranges.address(measured) : 0
    const list = lists.bytes(0)
    const view = { bars, candles, indicators, from, to, warm: warmupOf(strategy), range, list }
    const changes = inKernel(strategy, view) ?? inTypeScript(strategy, view, seen)
    lists.bytes(entryBytes * changes)
    return { list, changes, range: range && range + 8 * from }
  }

  /** The kernel computes the exposure of a single plain seed; undefined for anything else. */
  function inKernel({ seeds: all, ensemble, sizing }: SignalConfig, view: MarketView): number | undefined {
    const [{ name, weight, genes, formula, enhancers }] = all
    const isEnhanced = enhancers !== undefined && Object.keys(enhancers).length > 0
    if (all.length > 1 || weight !== 1 || ensemble || sizing.scaling || isEnhanced) return undefined
    // A formula needs at most one column per word.
    const most = formula ? rulesComplexity(formula) + 1 : mostColumns
    if (!columns.has(most, view.bars.close.length)) {
      columns.forget()
      formulas.forget()
      if (!columns.has(most, view.bars.close.length)) return undefined
    }
    return formula ? formulas.read(formula, genes.hold, view) : seeds.read(name, genes, view)
  }

  function inTypeScript(
    strategy: SignalConfig,
    { from, to, range, list, ...view }: MarketView,
    seen: LaidOut['seen'],
  ): number {
    const { exposure } = targetExposure(strategy, view.bars, seen, view.indicators)
    new Float64Array(memory.buffer, out, exposure.length).set(exposure)
    // `targetExposure` has already applied warm-up and range.
    return call.readExposure(out, from, to, from, range, list)
  }
}
