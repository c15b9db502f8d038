import { backtest } from '../../backtest/backtest.ts'
import type { Indicators } from '../../indicators/memo.ts'
import { type Bars, rowAt, slice } from '../../market/bars.ts'
import type { Outcome } from '../../market/outcome.ts'
import { day } from '../../market/units.ts'
import { isCrossSectional, rowsKept, targetExposure, warmupOf } from '../../strategy/exposure.ts'
import { type Candidate, seen, universeOf } from '../candidate.ts'
import { withCorruptedFuture } from '../corrupted-future.ts'
import { atMost, type Gate, type GateContext } from './gate.ts'

export interface IntegrityFindings {
  /** Invalid rows of a market: out of order, duplicate, or prices that make no candle. */
  readonly badRows: number
  readonly gapShare: number
  /** Number of rows after which the future was replaced, and how many of them changed an earlier decision. */
  readonly cuts: number
  readonly changed: number
  /** Fills before the replaced future that the backtest then made differently. */
  readonly fillsChanged: number
  /**
   * Closes at which the strategy was recomputed from only the bars that the runtime keeps, and how many results
   * differed.
   */
  readonly closes: number
  readonly streamedOtherwise: number
  /** Fills and closes in which two runs of the same backtest differ. */
  readonly rerunDiffers: number
  /** Symbols included or left out with hindsight; absent if the venue's other symbols are unknown. */
  readonly hindsight?: number
  /** An explanation for each of them. */
  readonly hindsightWhy: readonly string[]
}

/**
 * G0: whether the data is sound, and decisions use only the past and are reproducible. All other gates depend on it.
 */
export const integrity: Gate<IntegrityFindings> = {
  id: 'G0',
  name: 'integrity',
  concern: 'The data is sound, decisions use only the past, and results are reproducible.',
  async find(context, onProgress) {
    const { candidate, thresholds, indicators } = context
    const universe = universeOf(candidate)
    const data = dataFlaws(candidate, universe)
    const [caused, streamed] = [
      { cuts: 0, changed: 0 },
      { closes: 0, streamedOtherwise: 0 },
    ]
    for (const [i, bars] of universe.entries()) {
      for (const row of cutsOf(candidate, bars, thresholds.integrity.cuts)) {
        caused.cuts++
        if (foresees(candidate, bars, universe, row, indicators())) caused.changed++
      }
      const asked = streaming(candidate, bars, universe, thresholds.integrity.cuts, indicators)
      streamed.closes += asked.closes
      streamed.streamedOtherwise += asked.otherwise
      onProgress?.((i + 1) / universe.length)
    }
    return {
      ...data,
      ...caused,
      fillsChanged: fillsChanged(context, universe),
      ...streamed,
      rerunDiffers: rerun(context),
      ...hindsightOf(candidate),
    }
  },
  checks: [
    {
      check: 'rows that cannot be',
      unit: 'count',
      required: () => 0,
      found: f => f.badRows,
      passes: atMost,
      say: found => `${found} rows of the data are out of order, duplicate, or invalid candles. Limit: 0.`,
      silent: '',
    },
    {
      check: 'missing bars',
      unit: 'share',
      required: t => t.integrity.gapShare,
      found: f => f.gapShare,
      passes: atMost,
      say: (found, required) => `${found} of the bars are missing. Limit: ${required}.`,
      silent: '',
    },
    {
      check: 'decisions that know the future',
      unit: 'count',
      required: () => 0,
      found: f => f.changed + f.fillsChanged,
      passes: atMost,
      say: (found, _, f) =>
        `Bars after each of ${f.cuts} rows were replaced by other values, which changed ${found} earlier decisions. Limit: 0.`,
      silent: '',
    },
    {
      check: 'decisions that differ live',
      unit: 'count',
      required: () => 0,
      found: f => (f.closes > 0 ? f.streamedOtherwise : undefined),
      passes: atMost,
      say: (found, _, f) =>
        `Recomputed at ${f.closes} closes with only the bars that the runtime keeps, its target exposure differed ${found} times. Limit: 0.`,
      silent: 'There are too few bars after the warm-up for this check.',
    },
    {
      check: 'differences when run again',
      unit: 'count',
      required: () => 0,
      found: f => f.rerunDiffers,
      passes: atMost,
      say: found => `Two runs of the same backtest differ in ${found} fills and closes. Limit: 0.`,
      silent: '',
    },
    {
      check: 'symbols chosen with hindsight',
      unit: 'count',
      required: t => t.integrity.hindsight,
      found: f => f.hindsight,
      passes: atMost,
      say: (found, required, { hindsightWhy: [first, ...more] }) =>
        first === undefined
          ? 'The universe could have been chosen when training began.'
          : `${found} symbols were included or left out with knowledge of the future. Limit: ${required}. They are: ${first}${more.length > 0 ? `, and ${more.length} more` : ''}.`,
      silent:
        'The lake holds no other symbols of the venue, so survivorship bias of the universe cannot be checked: fetch or import what else was listed.',
    },
  ],
}

function dataFlaws(candidate: Candidate, universe: readonly Bars[]) {
  const { from, to } = seen(candidate)
  let [badRows, bars, expected] = [0, 0, 0]
  for (const { openTime, open, high, low, close, volume, interval } of universe) {
    let last = -1
    for (let i = 0; i < openTime.length && openTime[i] < to; i++) {
      if (openTime[i] < from) continue
      const sound =
        (i === 0 || openTime[i] > openTime[i - 1]) &&
        low[i] > 0 &&
        low[i] <= Math.min(open[i], close[i]) &&
        high[i] >= Math.max(open[i], close[i]) &&
        volume[i] >= 0
      if (!sound) badRows++
      bars++
      last = i
    }
    // Bars before a symbol's listing do not count as missing.
    if (last >= 0) expected += Math.round((to - Math.max(from, openTime[0])) / interval)
  }
  return { badRows, gapShare: expected > 0 ? Math.max(0, 1 - bars / expected) : 0 }
}

/** Rows spread evenly over training and validation; the last is at the end. */
function cutsOf(candidate: Candidate, bars: Bars, cuts: number): readonly number[] {
  const { from, to } = seen(candidate)
  const first = Math.max(rowAt(bars, from), warmupOf(candidate.strategy))
  const last = rowAt(bars, to) - 2
  if (last <= first) return []
  return [...new Set(Array.from({ length: cuts }, (_, i) => Math.floor(first + ((last - first) * (i + 1)) / cuts)))]
}

/** Bars kept after a cut. A look-ahead further than this is not detected. */
const ahead = 400

function foresees(
  candidate: Candidate,
  bars: Bars,
  universe: readonly Bars[],
  row: number,
  indicators: Indicators,
): boolean {
  const { bred } = candidate
  const around = isCrossSectional(bred) ? universe : [bars]
  const [from, at] = [bars.openTime[Math.max(0, row - rowsKept(bred) - 50)], bars.openTime[row]]
  const end = bars.openTime[Math.min(bars.openTime.length - 1, row + ahead)]
  const cut = (one: Bars) => slice(one, rowAt(one, from), rowAt(one, end + 1))
  const real = around.map(cut)
  const corrupted = real.map(one => withCorruptedFuture(one, rowAt(one, at + 1) - 1))
  const own = around.indexOf(bars)
  const [before, after] = [real, corrupted].map(market => targetExposure(bred, market[own], market, indicators))
  const known = rowAt(real[own], at + 1)
  for (let i = 0; i < known; i++) {
    if (!Object.is(before.exposure[i], after.exposure[i])) return true
    if (before.range && after.range && !Object.is(before.range[i], after.range[i])) return true
  }
  return false
}

/** Tests the evaluator itself for look-ahead, with a cut in the middle of validation. */
function fillsChanged({ candidate, indicators, outcomes }: GateContext, universe: readonly Bars[]): number {
  const { strategy, cash, costs, instruments, segments } = candidate
  const { from, to } = segments.validation
  const middle = from + Math.floor((to - from) / 2 / day) * day
  const corrupted = universe.map(bars => withCorruptedFuture(bars, rowAt(bars, middle) - 1))
  const outcome = backtest(strategy, corrupted, { cash, costs, instruments, from, to }, indicators())
  const before = ({ executions }: Outcome) => executions.filter(({ at }) => at < middle)
  return differences(before(outcomes.validation), before(outcome))
}

/** Recomputes the target exposure as the runtime does: at single closes, from only the bars that it keeps. */
function streaming(
  { strategy }: Candidate,
  bars: Bars,
  universe: readonly Bars[],
  count: number,
  indicators: () => Indicators,
): { readonly closes: number; readonly otherwise: number } {
  const keep = rowsKept(strategy)
  const around = isCrossSectional(strategy) ? universe : [bars]
  const own = around.indexOf(bars)
  const all = targetExposure(strategy, bars, around, indicators()).exposure
  const rows = Array.from({ length: count }, (_, i) =>
    Math.floor(keep + ((bars.close.length - 1 - keep) * (i + 1)) / count),
  )
  let [closes, otherwise] = [0, 0]
  for (const row of rows.filter(row => row >= keep)) {
    const at = bars.openTime[row]
    const window = around.map(one => {
      const end = rowAt(one, at + 1)
      return slice(one, Math.max(0, end - keep), end)
    })
    const { exposure } = targetExposure(strategy, window[own], window, indicators())
    closes++
    if (exposure[exposure.length - 1] !== all[row]) otherwise++
  }
  return { closes, otherwise }
}

function rerun({ candidate, indicators, outcomes }: GateContext): number {
  const { strategy, market, cash, costs, instruments, segments } = candidate
  const again = backtest(strategy, market, { cash, costs, instruments, ...segments.validation }, indicators())
  const { validation } = outcomes
  let closes = Math.abs(again.equity.length - validation.equity.length)
  for (let i = 0; i < again.equity.length; i++) if (!Object.is(again.equity[i], validation.equity[i])) closes++
  return closes + differences(again.executions, validation.executions)
}

function differences(a: Outcome['executions'], b: Outcome['executions']): number {
  let count = Math.abs(a.length - b.length)
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const [x, y] = [a[i], b[i]]
    if (x.symbol !== y.symbol || x.at !== y.at || x.size !== y.size || x.price !== y.price) count++
  }
  return count
}

/**
 * Detects survivorship bias: chosen symbols that were listed only after training began; and unchosen symbols that were
 * listed by then, traded at least as much as the least traded chosen one, and were delisted before the end of
 * validation. A simulated market has no other symbols.
 */
function hindsightOf({ listings, strategy, segments, synthetic }: Candidate): {
  readonly hindsight?: number
  readonly hindsightWhy: readonly string[]
} {
  if (synthetic) return { hindsight: 0, hindsightWhy: [] }
  const chosen = new Set(strategy.universe)
  const others = listings?.filter(({ symbol }) => !chosen.has(symbol)) ?? []
  const [from, to] = [segments.train.from, segments.validation.to]
  const grace = 7 * day
  const isDelisted = ({ last }: { readonly last: number }) => last < to - grace
  // A universe that includes delisted symbols was not chosen by survival.
  if (!listings || (others.length === 0 && !listings.some(isDelisted))) return { hindsightWhy: [] }
  const late = listings.filter(({ symbol, first }) => chosen.has(symbol) && first > from + grace)
  const least = Math.min(...listings.filter(({ symbol }) => chosen.has(symbol)).map(({ volumeUsd }) => volumeUsd ?? 0))
  const delisted = others.filter(
    one => one.first <= from + grace && isDelisted(one) && one.volumeUsd !== undefined && one.volumeUsd >= least,
  )
  const why = [
    ...late.map(({ symbol }) => `${symbol} was not listed yet`),
    ...delisted.map(({ symbol }) => `${symbol} was traded as much, was delisted, and is missing`),
  ]
  return { hindsight: why.length, hindsightWhy: why }
}
