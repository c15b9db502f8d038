import { annualised, daysPerYear } from '../backtest/sharpe.ts'
import type { EpochMs, Fraction, Usd } from '../market/units.ts'
import { correlationAt } from '../regimes/rank-correlation.ts'
import { allocate } from '../strategy/allocation/allocate.ts'
import type { Allocation, AllocationRules, Member } from '../strategy/allocation/allocation.ts'
import type { SegmentResult, Strategy } from '../strategy/strategy.ts'
import { identify } from '../strategy/yaml/identity.ts'
import type { TrackRecord } from './track-record.ts'

/** Days below which neither a volatility nor a correlation is known. */
const leastDays = 30

/** Over which time several strategies were tried, and with what. */
export interface AllocationBasis {
  readonly venue: string
  /** UTC midnights. */
  readonly from: EpochMs
  readonly to: EpochMs
  /** In the wallet that each of them had to itself. */
  readonly cash: Usd
}

/** Who gets which part of the capital, with all that explains it. */
export interface AllocationReport extends AllocationBasis, Omit<Allocation, 'members'> {
  /** Bars or any of the strategies are simulated. */
  readonly synthetic: boolean
  readonly rules: AllocationRules
  readonly members: readonly AllocatedStrategy[]
  /** Pearson's, of each to each, over the days that both know; absent below 30 of them and where one stands still. */
  readonly correlations: readonly (readonly (number | undefined)[])[]
  /** What is not allocated. */
  readonly rest: Fraction
}

export interface AllocatedStrategy extends Member {
  readonly identity: string
  readonly synthetic: boolean
  /** Of daily returns, × √365; absent where unknown. */
  readonly volatilityAnnual?: Fraction
  /** Of daily returns, × √365; absent where it does not exist. What shares by fitness go by. */
  readonly sharpeAnnual?: number
  /** Segments overlapping these days that the strategy was chosen by: its returns there flatter it. */
  readonly chosenBy: readonly Pick<SegmentResult, 'name' | 'from' | 'to'>[]
  /** Orders that the venue would have refused, by reason. */
  readonly refused: Readonly<Record<string, number>>
}

export interface EvaluatedStrategy {
  readonly strategy: Strategy
  readonly record: TrackRecord
}

/**
 * Shares of the capital by daily returns; fitness is their annual Sharpe ratio. Strategies of one name are told apart by their identity.
 *
 * @throws RangeError naming strategy or rule: a strategy twice, a bound that cannot be
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
