import { annualised, daysPerYear } from '../backtest/sharpe.ts'
import type { EpochMs, Fraction, Usd } from '../market/units.ts'
import { correlationAt } from '../regimes/rank-correlation.ts'
import { allocate } from '../strategy/allocation/allocate.ts'
import type { Allocation, AllocationRules, Member } from '../strategy/allocation/allocation.ts'
import type { SegmentResult, Strategy } from '../strategy/strategy.ts'
import { identify } from '../strategy/yaml/identity.ts'
import type { TrackRecord } from './track-record.ts'

/** Minimum days for a volatility or a correlation. */
const leastDays = 30

/** The time range, venue and cash of the backtests behind an allocation. */
export interface AllocationBasis {
  readonly venue: string
  /** UTC midnights. */
  readonly from: EpochMs
  readonly to: EpochMs
  /** Starting cash of each backtest; strategies are backtested one by one. */
  readonly cash: Usd
}

/** Capital shares of several strategies, with the numbers that explain them. */
export interface AllocationReport extends AllocationBasis, Omit<Allocation, 'members'> {
  /** Whether the bars or any of the strategies are simulated. */
  readonly synthetic: boolean
  readonly rules: AllocationRules
  readonly members: readonly AllocatedStrategy[]
  /**
   * Pearson correlations of daily returns, each pair over the days known for both. Absent with fewer than 30 such
   * days, or if one equity never moved.
   */
  readonly correlations: readonly (readonly (number | undefined)[])[]
  /** Share of the capital left as cash. */
  readonly rest: Fraction
}

export interface AllocatedStrategy extends Member {
  readonly identity: string
  readonly synthetic: boolean
  /** Standard deviation of daily returns × √365; absent if unknown. */
  readonly volatilityAnnual?: Fraction
  /** Sharpe ratio of daily returns × √365, which allocation by fitness uses; absent if it does not exist. */
  readonly sharpeAnnual?: number
  /**
   * Segments within these days that the strategy was evolved or selected on, which makes its returns there look too
   * good.
   */
  readonly chosenBy: readonly Pick<SegmentResult, 'name' | 'from' | 'to'>[]
  /** Number of orders that the venue would have refused, by reason. */
  readonly refused: Readonly<Record<string, number>>
}

export interface EvaluatedStrategy {
  readonly strategy: Strategy
  readonly record: TrackRecord
}

/**
 * Allocates capital by daily returns; fitness is the annual Sharpe ratio. Strategies with the same name are labelled
 * with part of their identity.
 *
 * @throws RangeError naming the strategy or rule: a strategy listed twice, or a bound out of range
 */
export function allocationReport(
  evaluated: readonly EvaluatedStrategy[],
  wanted: Omit<AllocationRules, 'least'>,
  basis: AllocationBasis,
): AllocationReport {
  const rules = { ...wanted, least: leastDays }
  const labels = labelled(evaluated.map(({ strategy }) => strategy))
  const candidates = evaluated.map(({ record: { returns, sharpeAnnual } }, i) => ({
    ...{ name: labels[i], returns, fitness: sharpeAnnual ?? Number.NaN },
  }))
  const { members, groups, total } = allocate(candidates, rules)
  const correlations = candidates.map(({ returns: x }) =>
    candidates.map(({ returns: y }) => {
      const { rho } = correlationAt(x, y, x.length - 1, x.length, leastDays, 'pearson')
      return Number.isNaN(rho) ? undefined : rho
    }),
  )
  return {
    ...basis,
    synthetic: evaluated.some(({ strategy, record }) => strategy.synthetic || record.outcome.synthetic),
    rules,
    members: members.map((member, i) => described(member, evaluated[i], basis)),
    correlations,
    groups,
    total,
    rest: Math.max(0, 1 - total),
  }
}

function described(
  member: Member,
  { strategy, record }: EvaluatedStrategy,
  { from, to }: AllocationBasis,
): AllocatedStrategy {
  const { volatilityPerRow } = member
  const segments = strategy.evidence?.segments ?? []
  return {
    ...member,
    identity: identify(strategy),
    synthetic: strategy.synthetic,
    ...(volatilityPerRow !== undefined && { volatilityAnnual: annualised(volatilityPerRow, daysPerYear) }),
    ...(record.sharpeAnnual !== undefined && { sharpeAnnual: record.sharpeAnnual }),
    chosenBy: segments
      .filter(segment => segment.name !== 'test' && segment.from < to && segment.to > from)
      .map(({ name, from, to }) => ({ name, from, to })),
    refused: Object.fromEntries(record.outcome.refused),
  }
}

function labelled(strategies: readonly Strategy[]): readonly string[] {
  return strategies.map(strategy => {
    const namesakes = strategies.filter(({ name }) => name === strategy.name)
    return namesakes.length === 1
      ? strategy.name
      : `${strategy.name} ${identify(strategy).slice('sha256:'.length).slice(0, 8)}`
  })
}
