import type { EpochMs } from '../../market/units.ts'
import { type Choice, chooseUniverse } from './choose.ts'
import { correlationsOf } from './correlation.ts'
import { dailyReturns, daysUntil } from './days.ts'
import { type AssetFacts, factsOf, tradedBy } from './facts.ts'
import type { AssetRecord } from './record.ts'
import { defaultRules, type UniverseRules } from './rules.ts'

/** The universe chosen at the time `at` from the data known then. */
export interface Universe extends Choice {
  readonly at: EpochMs
}

/** Data on one asset, as known at each of several times. A choice of the universe needs no other data. */
export interface Watched {
  readonly symbol: string
  /** One entry for each time; null if nothing was known of the asset at that time. */
  readonly seen: readonly (Seen | null)[]
}

/** Data on an asset known at one time. */
interface Seen {
  readonly facts: AssetFacts
  /** Daily log returns of the last 60 whole days, NaN where unknown. */
  readonly returns: Float64Array
}

/** Number of days of returns from which correlations are computed. */
const correlationDays = 60

/**
 * The universe at each of the times, without survivorship bias for a backtest over them.
 *
 * An asset that was delisted later is in the earlier universes. An asset not yet known at a time is neither chosen nor
 * excluded then.
 *
 * @param records each asset once; they are read one after the other, so they need not all fit in memory
 */
export function universes(
  records: Iterable<AssetRecord>,
  times: readonly EpochMs[],
  rules: UniverseRules = defaultRules,
): readonly Universe[] {
  return universesOf(
    Array.from(records, record => watch(record, times)),
    times,
    rules,
  )
}

/** Data on an asset, as known at each of the times. */
export function watch(record: AssetRecord, times: readonly EpochMs[]): Watched {
  const seen = times.map(at => {
    const facts = factsOf(record, at)
    return facts && { facts, returns: dailyReturns(daysUntil(tradedBy(record, at), at, correlationDays + 1)) }
  })
  return { symbol: record.symbol, seen }
}

/**
 * Chooses the universe at each of the times.
 *
 * @param watched data on each asset at exactly these times
 */
export function universesOf(
  watched: readonly Watched[],
  times: readonly EpochMs[],
  rules: UniverseRules = defaultRules,
): readonly Universe[] {
  return times.map((at, row) => {
    const then = watched.flatMap(({ seen }) => seen[row] ?? [])
    const correlations = correlationsOf(new Map(then.map(({ facts, returns }) => [facts.symbol, returns])))
    const facts = then.map(({ facts }) => facts)
    return { at, ...chooseUniverse(facts, correlations, rules) }
  })
}

/**
 * The universe in force at `time`: the last one chosen by then; null before the first.
 *
 * @param history ascending by time
 */
export const universeAt = (history: readonly Universe[], time: number): Universe | null =>
  history.findLast(({ at }) => at <= time) ?? null
