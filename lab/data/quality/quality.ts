import { type DurationMs, isEpochMs } from '../../market/units.ts'
import { type Candles, type Flaw, inconsistent, nonFinite } from './candles.ts'
import { type Gap, gaps } from './gaps.ts'
import { type IdleRun, idleRuns } from './idle.ts'
import { type Duplicate, disordered, duplicates } from './order.ts'
import { defaultOutlierRule, type Outlier, type OutlierRule, outliers } from './outliers.ts'
import { commonestStep, type OddStep, oddSteps } from './steps.ts'
import { type Mistimed, mistimed } from './times.ts'

/** What is odd about the candles of one symbol. It is reported; nothing is repaired. */
export interface Quality {
  readonly symbol: string
  readonly interval: DurationMs
  readonly rows: number
  /** When the earliest and the latest bar open; undefined without rows. */
  readonly first: number | undefined
  readonly last: number | undefined
  readonly mistimed: readonly Mistimed[]
  /** The commonest time between bars, where it is not the interval. */
  readonly otherInterval: DurationMs | undefined
  readonly gaps: readonly Gap[]
  readonly duplicates: readonly Duplicate[]
  /** Rows, counted from 0, that open before the row above them. */
  readonly disordered: readonly number[]
  readonly oddSteps: readonly OddStep[]
  readonly nonFinite: readonly Flaw[]
  readonly inconsistent: readonly Flaw[]
  readonly idle: readonly IdleRun[]
  readonly outliers: readonly Outlier[]
  readonly outlierRule: OutlierRule
}

/** Looks at candles before or after they are in the lake. Gaps, steps and outliers are judged on sound rows, in order of time. */
export function quality(candles: Candles, outlierRule: OutlierRule = defaultOutlierRule): Quality {
  const { symbol, interval, openTime } = candles
  const broken = nonFinite(candles)
  const impossible = inconsistent(candles)
  const sound = inOrder(candles, new Set([...broken, ...impossible].map(flaw => flaw.row)))
  const step = commonestStep(sound.openTime)
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

/** One row for each open time, the first of equals, ascending. */
function inOrder({ openTime, close }: Candles, without: ReadonlySet<number>) {
  const rows: number[] = []
  for (let row = 0; row < openTime.length; row++) if (!without.has(row) && isEpochMs(openTime[row])) rows.push(row)
  rows.sort((a, b) => openTime[a] - openTime[b] || a - b)
  const once = rows.filter((row, i) => i === 0 || openTime[row] !== openTime[rows[i - 1]])
  return { openTime: Float64Array.from(once, row => openTime[row]), close: Float64Array.from(once, row => close[row]) }
}
