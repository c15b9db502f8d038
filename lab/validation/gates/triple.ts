import type { GateResult } from '../../strategy/strategy.ts'
import { atLeast, atMost, type Gate, type Mode, type Paper } from './gate.ts'
import { type Replay, replayPeriods, stabilityOf } from './replays.ts'
import { annualSharpe, dailyOf, drawdownOf, tradesOf } from './returns.ts'
import { tripleScore } from './triple-score.ts'

/** Results of backtest, replay and paper run. Shares, drawdowns and volatility are fractions. */
export interface TripleFindings {
  readonly mode: Mode
  /** Annual Sharpe ratio of the backtest over training and validation; absent if its returns do not vary. */
  readonly sharpe?: number
  /** Deepest drawdown of the backtest over training and validation. */
  readonly maxDrawdown: number
  /** Share of winning trades; absent without trades. */
  readonly winRate?: number
  readonly trades: number
  /** Replayed periods; empty if no replay was made. */
  readonly replays: readonly Replay[]
  /** Mean annual Sharpe ratio of the replays. */
  readonly replaySharpe?: number
  /** Consistency of the replays' Sharpe ratios, 0…1. */
  readonly consistency?: number
  /** Mean annual volatility of the replays. */
  readonly volatility?: number
  /** Number of fills in which runtime and backtest differ, over all periods. */
  readonly fillsApart?: number
  readonly paper?: Paper
  /** Weighted score of the parts that the mode has, 0…1; absent if one of them is missing. */
  readonly score?: number
}

/**
 * Triple validation of the earlier documented system. It compares a backtest, the runtime on the embedded exchange over
 * separate periods, and a paper run.
 */
export const triple: Gate<TripleFindings> = {
  id: 'TV',
  name: 'triple validation',
  concern: 'Backtest, accelerated replay and paper run agree.',
  async find(context, onProgress) {
    const { mode } = context
    const { seen } = dailyOf(context)
    const trades = tradesOf(context)
    const ratio = annualSharpe(seen)
    const { replays, fillsApart } = mode === 'minimal' ? { replays: [] } : await replayPeriods(context, onProgress)
    const stability = replays.length > 1 ? stabilityOf(replays) : undefined
    const paper = mode === 'full' ? await context.paper?.() : undefined
    const score = tripleScore(mode, ratio, stability, paper)
    return {
      mode,
      ...(ratio !== undefined && { sharpe: ratio }),
      maxDrawdown: drawdownOf(seen),
      ...(trades.length > 0 && { winRate: trades.filter(({ netUsd }) => netUsd > 0).length / trades.length }),
      trades: trades.length,
      replays,
      ...(stability && {
        replaySharpe: stability.mean,
        consistency: stability.consistency,
        volatility: stability.volatility,
      }),
      ...(fillsApart !== undefined && { fillsApart }),
      ...(paper && { paper }),
      ...(score !== undefined && { score }),
    }
  },
  checks: [
    {
      check: 'backtest: Sharpe ratio',
      unit: 'ratio',
      required: t => t.triple.backtest.sharpe,
      found: f => f.sharpe,
      passes: atLeast,
      say: (found, required) =>
        `Sharpe ratio of training and validation: ${found} per year. Required: at least ${required}.`,
      silent: 'Its returns do not vary.',
    },
    {
      check: 'backtest: drawdown',
      unit: 'share',
      required: t => t.triple.backtest.maxDrawdown,
      found: f => f.maxDrawdown,
      passes: atMost,
      say: (found, required) => `Deepest drawdown in training and validation: ${found}. Limit: ${required}.`,
      silent: '',
    },
    {
      check: 'backtest: win rate',
      unit: 'share',
      required: t => t.triple.backtest.winRate,
      found: f => f.winRate,
      passes: atLeast,
      say: (found, required) => `Share of winning trades: ${found}. Required: at least ${required}.`,
      silent: 'It made no trades.',
    },
    {
      check: 'backtest: trades',
      unit: 'count',
      required: t => t.triple.backtest.trades,
      found: f => f.trades,
      passes: atLeast,
      say: (found, required) => `Trades: ${found}. Required: at least ${required}.`,
      silent: '',
    },
    {
      check: 'replay: fills that differ',
      unit: 'count',
      required: () => 0,
      found: f => f.fillsApart,
      passes: atMost,
      say: (found, _, f) =>
        `The runtime on the embedded exchange and the backtest differ in ${found} fills over ${f.replays.length} periods. Limit: 0.`,
      silent: 'No replay was made.',
      asked: f => f.mode !== 'minimal',
    },
    {
      check: 'replay: Sharpe ratio',
      unit: 'ratio',
      required: t => t.triple.replay.sharpe,
      found: f => f.replaySharpe,
      passes: atLeast,
      say: (found, required, f) =>
        `Mean Sharpe ratio of ${f.replays.length} separate periods of replay: ${found} per year. Required: at least ${required}.`,
      silent: 'No replay was made.',
      asked: f => f.mode !== 'minimal',
    },
    {
      check: 'replay: consistency',
      unit: 'ratio',
      required: t => t.triple.replay.consistency,
      found: f => f.consistency,
      passes: atLeast,
      say: (found, required) =>
        `Consistency of these Sharpe ratios (1 minus spread / mean, without the spread expected by chance): ${found}. Required: at least ${required}.`,
      silent: 'No replay was made.',
      asked: f => f.mode !== 'minimal',
    },
    {
      check: 'replay: volatility',
      unit: 'share',
      required: t => t.triple.replay.volatility,
      found: f => f.volatility,
      passes: atMost,
      say: (found, required) => `Volatility in replay: ${found} per year. Limit: ${required}.`,
      silent: 'No replay was made.',
      asked: f => f.mode !== 'minimal',
    },
    {
      check: 'paper: days',
      unit: 'days',
      required: t => t.triple.paper.days,
      found: f => f.paper?.days,
      passes: atLeast,
      say: (found, required) => `The paper run lasted ${found}. Required: at least ${required}.`,
      silent: 'There was no paper run.',
      asked: f => f.mode === 'full',
    },
    {
      check: 'paper: trades',
      unit: 'count',
      required: t => t.triple.paper.trades,
      found: f => f.paper?.trades,
      passes: atLeast,
      say: (found, required) => `The paper run made ${found} trades. Required: at least ${required}.`,
      silent: 'There was no paper run.',
      asked: f => f.mode === 'full',
    },
    {
      check: 'paper: performance',
      unit: 'ratio',
      required: t => t.triple.paper.performance,
      found: f => f.paper?.performance,
      passes: atLeast,
      say: (found, required) =>
        `Sharpe ratio of the paper run divided by that of its replay: ${found}. Required: at least ${required}.`,
      silent: 'There was no paper run, or its replay made no profit.',
      asked: f => f.mode === 'full',
    },
    {
      check: 'paper: signals',
      unit: 'share',
      required: t => t.triple.paper.signals,
      found: f => f.paper?.signals,
      passes: atLeast,
      say: (found, required) =>
        `Paper run and replay had the same target exposure at ${found} of the closes. Required: at least ${required}.`,
      silent: 'There was no paper run, or it stayed flat.',
      asked: f => f.mode === 'full',
    },
    {
      check: 'paper: quality',
      unit: 'share',
      required: t => t.triple.paper.quality,
      found: f => f.paper?.quality,
      passes: atLeast,
      say: (found, required) =>
        `Share of fills that paper run and replay made in the same bar: ${found}. Required: at least ${required}.`,
      silent: 'There was no paper run, or it had no fills.',
      asked: f => f.mode === 'full',
    },
    {
      check: 'paper: latency',
      unit: 'ms',
      required: t => t.triple.paper.latencyMs,
      found: f => f.paper?.latencyMs,
      passes: atMost,
      say: (found, required) => `Mean time from bar close to fill: ${found}. Limit: ${required}.`,
      silent: "Latency needs a paper run on a real venue: the embedded exchange waits for the runtime's decisions.",
      asked: f => f.mode === 'full',
    },
    {
      check: 'paper: fills that nobody can explain',
      unit: 'count',
      required: () => 0,
      found: f => f.paper?.unexplained,
      passes: atMost,
      say: found => `Fills that only the paper run or only the replay has, without a known cause: ${found}. Limit: 0.`,
      silent: 'There was no paper run.',
      asked: f => f.mode === 'full',
    },
    {
      check: 'score',
      unit: 'ratio',
      required: t => t.triple.score,
      found: f => f.score,
      passes: atLeast,
      say: (found, required, f) =>
        `Score of the parts in mode "${f.mode}": ${found} of 1. Required: at least ${required}.`,
      silent: 'A part that the mode needs is missing.',
    },
  ],
}

/** Rebuilds the findings of an earlier judgement from its evidence, and adds a paper run. */
export function recalled(gates: readonly GateResult[], paper: Paper): TripleFindings {
  const found = (check: string) => gates.find(({ gate }) => gate === `${triple.id} ${check}`)?.found
  const [sharpe, mean, consistency] = [
    found('backtest: Sharpe ratio'),
    found('replay: Sharpe ratio'),
    found('replay: consistency'),
  ]
  const stability = mean === undefined || consistency === undefined ? undefined : { mean, consistency }
  const score = tripleScore('full', sharpe, stability, paper)
  return {
    ...{ mode: 'full', maxDrawdown: found('backtest: drawdown') ?? Number.NaN, replays: [], paper },
    trades: found('backtest: trades') ?? Number.NaN,
    ...(score !== undefined && { score }),
  }
}
