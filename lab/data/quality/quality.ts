import { type DurationMs, isEpochMs } from '../../market/units.ts'
import { type Candles, type Flaw, inconsistent, nonFinite } from './candles.ts'
import { type Gap, gaps } from './gaps.ts'
import { type IdleRun, idleRuns } from './idle.ts'
import { type Duplicate, disordered, duplicates } from './order.ts'
import { defaultOutlierRule, type Outlier, type OutlierRule, outliers } from './outliers.ts'
import { mostFrequentStep, type OddStep, oddSteps } from './steps.ts'
import { type Mistimed, mistimed } from './times.ts'

/** Problems found in one symbol's candles. They are reported, never repaired. */
export interface Quality {
  readonly symbol: string
  readonly interval: DurationMs
  readonly rows: number
  /** Open of the earliest and of the latest bar, epoch ms; undefined without rows. */
  readonly first: number | undefined
  readonly last: number | undefined
  /** Rows whose open time is not within 2000 to 2100 when read as epoch ms. */
  readonly mistimed: readonly Mistimed[]
  /** The most frequent time between bars, when it differs from `interval`. */
  readonly otherInterval: DurationMs | undefined
  readonly gaps: readonly Gap[]
  readonly duplicates: readonly Duplicate[]
  /** Indices, counted from 0, of rows that open before the row above them. */
  readonly disordered: readonly number[]
  /** Bars whose distance from the previous bar is not a multiple of the interval. */
  readonly oddSteps: readonly OddStep[]
  readonly nonFinite: readonly Flaw[]
  readonly inconsistent: readonly Flaw[]
  /** Consecutive bars without volume. */
  readonly idle: readonly IdleRun[]
  readonly outliers: readonly Outlier[]
  /** The rule by which `outliers` were found. */
  readonly outlierRule: OutlierRule
}

/** Inspects candles before or after their import. Gaps, steps and outliers are judged on valid rows, sorted by time. */
export function quality(candles: Candles, outlierRule: OutlierRule = defaultOutlierRule): Quality {
  const { symbol, interval, openTime } = candles
  const broken = nonFinite(candles)
  const impossible = inconsistent(candles)
  const sound = inOrder(candles, new Set([...broken, ...impossible].map(flaw => flaw.row)))
  const step = mostFrequentStep(sound.openTime)
  const times = Float64Array.from(openTime).filter(Number.isFinite).sort()
  return {
    ...{ symbol, interval, rows: openTime.length, first: times.at(0), last: times.at(-1) },
    mistimed: mistimed(openTime),
    otherInterval: step === interval ? undefined : step,
    gaps: gaps(sound.openTime, interval),
    duplicates: duplicates(candles),
    disordered: disordered(candles),
    oddSteps: oddSteps(sound.openTime, interval),
    nonFinite: broken,
    inconsistent: impossible,
    idle: idleRuns(openTime, candles.volume),
    outliers: outliers(sound.openTime, sound.close, interval, outlierRule),
    outlierRule,
  }
}

/** Open times and closes of the valid rows, ascending. Of several rows with the same time, only the first is kept. */
function inOrder({ openTime, close }: Candles, without: ReadonlySet<number>) {
  const rows: number[] = []
  for (let row = 0; row < openTime.length; row++) if (!without.has(row) && isEpochMs(openTime[row])) rows.push(row)
  rows.sort((a, b) => openTime[a] - openTime[b] || a - b)
  const once = rows.filter((row, i) => i === 0 || openTime[row] !== openTime[rows[i - 1]])
  return { openTime: Float64Array.from(once, row => openTime[row]), close: Float64Array.from(once, row => close[row]) }
}
