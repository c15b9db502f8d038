import { backtest as backtestOf, type World } from '../backtest/backtest.ts'
import type { Backtested } from '../backtest/state.ts'
import { fingerprint } from '../data/fingerprint.ts'
import type { Lake } from '../data/lake/lake.ts'
import { readBars as barsOf, type Wanted } from '../data/lake/read.ts'
import { type SyntheticOptions, syntheticMarket as simulate } from '../data/synthetic/market.ts'
import { dataSeen } from '../evolution/dataset.ts'
import { type Plan, type PlanOptions, makePlan as planOf } from '../evolution/plan.ts'
import { type Indicators, plain } from '../indicators/memo.ts'
import { type Bars, rowAt as rowOf, slice } from '../market/bars.ts'
import type { Outcome } from '../market/outcome.ts'
import { type TimeInput, type TimeRangeInput, timeOf } from '../market/time-input.ts'

/** Options whose `from` and `to` may be text too: `2024-01`, `2024-01-31`, `2024-01-31T12:00Z`. */
type Timed<T> = Omit<T, 'from' | 'to'> & TimeRangeInput

/** The ends that are given, as epoch milliseconds. */
const ends = ({ from, to }: Partial<TimeRangeInput>) => ({
  ...(from !== undefined && { from: timeOf(from) }),
  ...(to !== undefined && { to: timeOf(to) }),
})

/**
 * Reads the bars of one series that open from `from` until just before `to`; all of them when neither is given.
 *
 * A bar without funding of its own takes it from the lake's funding payments of the same venue and symbol.
 *
 * @throws InputError when the lake has no such series, with a list of those it has
 */
export const readBars = (lake: Lake, wanted: Omit<Wanted, 'from' | 'to'> & Partial<TimeRangeInput>): Promise<Bars> => {
  const { venue, symbol, interval } = wanted
  return barsOf(lake, { venue, symbol, interval, ...ends(wanted) })
}

/** The bars that open from `from` until just before `to`, sharing memory with `bars`; an end that is left out is the bars' own. */
export function between(bars: Bars, from?: TimeInput, to?: TimeInput): Bars {
  const first = from === undefined ? 0 : rowAt(bars, from)
  return slice(bars, first, to === undefined ? bars.openTime.length : rowAt(bars, to))
}

/** The first row that opens at or after a time; the number of rows when none does. */
export const rowAt = (bars: Pick<Bars, 'openTime'>, time: TimeInput): number => rowOf(bars, timeOf(time))

/** Makes a simulated market, labelled as such everywhere; the same seed gives the same prices. */
export const syntheticMarket = ({
  start,
  ...options
}: Omit<SyntheticOptions, 'start'> & { readonly start?: TimeInput }): readonly Bars[] =>
  simulate({ ...options, ...(start !== undefined && { start: timeOf(start) }) })

/**
 * Trades a strategy on past bars and gives the account, its trades and its costs.
 *
 * A decision at the close of a bar is filled at the symbol's next open. Bars before `from` warm the strategy up.
 *
 * @throws RangeError where a symbol has no bars, or lacks a column that a seed needs
 */
export const backtest = (
  strategy: Backtested,
  market: readonly Bars[],
  { from, to, ...world }: Timed<World>,
  indicators: Indicators = plain,
): Outcome => backtestOf(strategy, market, { ...world, from: timeOf(from), to: timeOf(to) }, indicators)

/**
 * Makes the plan of a search on these bars: everything that decides what the search finds.
 *
 * `data`, which says what the run was fed, is taken from the bars when absent.
 *
 * @throws RangeError on a bad name, on too little time, on bars that do not go together, on settings out of range, on unknown seeds
 */
export const makePlan = (
  market: readonly Bars[],
  {
    from,
    to,
    data = dataSeen(market, fingerprint),
    ...options
  }: Timed<Omit<PlanOptions, 'data'>> & { readonly data?: PlanOptions['data'] },
): Plan => planOf(market, { ...options, data, from: timeOf(from), to: timeOf(to) })
