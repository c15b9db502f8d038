import { backtest } from '../../backtest/backtest.ts'
import { dailyReturns } from '../../backtest/daily.ts'
import { deviation } from '../../backtest/sharpe.ts'
import { day, epochMs } from '../../market/units.ts'
import type { GateContext } from './gate.ts'
import { annualSharpe } from './returns.ts'

/** One period traded by the runtime on the embedded exchange. */
export interface Replay {
  readonly from: number
  readonly to: number
  readonly sharpeAnnual: number
  readonly volatilityAnnual: number
}

/** Replays consecutive periods at the end of validation, and counts the fills in which they differ from a backtest. */
export async function replayPeriods(
  { candidate, thresholds, replay, indicators }: GateContext,
  onProgress?: (share: number) => void,
) {
  if (!replay) return { replays: [] }
  const { from, to } = candidate.segments.validation
  const { periods, days: wanted } = thresholds.triple.replay
  const length = Math.floor(Math.min(wanted, (to - from) / day / periods)) * day
  const replays: Replay[] = []
  let fillsApart = 0
  const { strategy, market, cash, costs, instruments } = candidate
  for (let i = periods; i > 0; i--) {
    const span = { from: epochMs(to - i * length), to: epochMs(to - (i - 1) * length) }
    const outcome = await replay(span.from, span.to)
    const expected = backtest(strategy, market, { cash, costs, instruments, ...span }, indicators())
    fillsApart += Math.abs(outcome.executions.length - expected.executions.length)
    for (let k = 0; k < Math.min(outcome.executions.length, expected.executions.length); k++) {
      const [a, b] = [outcome.executions[k], expected.executions[k]]
      if (a.symbol !== b.symbol || a.size !== b.size || a.price !== b.price) fillsApart++
    }
    const daily = dailyReturns(outcome)
    replays.push({
      ...span,
      sharpeAnnual: annualSharpe(daily) ?? 0,
      volatilityAnnual: (deviation(daily) ?? 0) * Math.sqrt(365),
    })
    onProgress?.((periods - i + 1) / periods)
  }
  return { replays, fillsApart }
}

/**
 * Mean, consistency and volatility of the replays' results.
 *
 * Consistency is 1 minus spread / mean of the Sharpe ratios. By chance alone, the annual ratio of n days has a
 * standard error of √(365 / n), which is 3.5 for thirty days. The variance due to chance is subtracted first, because
 * it would otherwise dominate the spread.
 */
export function stabilityOf(replays: readonly Replay[]) {
  const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length
  const ratios = replays.map(({ sharpeAnnual }) => sharpeAnnual)
  const middle = mean(ratios)
  const variance = ratios.reduce((sum, x) => sum + (x - middle) ** 2, 0) / (ratios.length - 1)
  const [{ from, to }] = replays
  const excess = Math.sqrt(Math.max(0, variance - 365 / ((to - from) / day)))
  return {
    mean: middle,
    consistency: middle > 0 ? Math.max(0, 1 - excess / Math.max(middle, 0.1)) : 0,
    volatility: mean(replays.map(({ volatilityAnnual }) => volatilityAnnual)),
  }
}
