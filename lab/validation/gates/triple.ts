import { backtest } from '../../backtest/backtest.ts'
import { dailyReturns } from '../../backtest/daily.ts'
import { deviation } from '../../backtest/sharpe.ts'
import { day, epochMs } from '../../market/units.ts'
import type { GateResult } from '../../strategy/strategy.ts'
import { atLeast, atMost, type Gate, type GateContext, type Mode, type Paper } from './gate.ts'
import { annualSharpe, dailyOf, drawdownOf, tradesOf } from './returns.ts'

export interface TripleFindings {
  readonly mode: Mode
  readonly sharpe?: number
  readonly maxDrawdown: number
  readonly winRate?: number
  readonly trades: number
  readonly replays: readonly Replay[]
  readonly replaySharpe?: number
  readonly consistency?: number
  readonly volatility?: number
  /** Fills in which the runtime and the backtest differ, in all periods. */
  readonly fillsApart?: number
  readonly paper?: Paper
  readonly score?: number
}

interface Replay {
  readonly from: number
  readonly to: number
  readonly sharpeAnnual: number
  readonly volatilityAnnual: number
}

/** The documents' triple validation: a backtest, the runtime on the embedded exchange over separate periods, a paper run. */
export const triple: Gate<TripleFindings> = {
  id: 'TV',
  name: 'triple validation',
  concern: 'Backtest, accelerated replay and paper run agree.',
  async find(context, onProgress) {
    const { mode } = context
    const { seen } = dailyOf(context)
    const trades = tradesOf(context)
    const ratio = annualSharpe(seen)
    const { replays, fillsApart } = mode === 'minimal' ? { replays: [] } : await replayed(context, onProgress)
    const stability = replays.length > 1 ? scattered(replays) : undefined
    const paper = mode === 'full' ? await context.paper?.() : undefined
    const score = scoreOf(mode, ratio, stability, paper)
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
      say: (found, required) => `Sharpe ratio of training and validation: ${found} per year; ${required} is asked for.`,
      silent: 'Its returns do not vary.',
    },
    {
      check: 'backtest: drawdown',
      unit: 'share',
      required: t => t.triple.backtest.maxDrawdown,
      found: f => f.maxDrawdown,
      passes: atMost,
      say: (found, required) => `Deepest drawdown there: ${found}; ${required} may be.`,
      silent: '',
    },
    {
      check: 'backtest: win rate',
      unit: 'share',
      required: t => t.triple.backtest.winRate,
      found: f => f.winRate,
      passes: atLeast,
      say: (found, required) => `Share of its trades that won: ${found}; ${required} is asked for.`,
      silent: 'It made no trades.',
    },
    {
      check: 'backtest: trades',
      unit: 'count',
      required: t => t.triple.backtest.trades,
      found: f => f.trades,
      passes: atLeast,
      say: (found, required) => `Trades: ${found}; ${required} are asked for.`,
      silent: '',
    },
    {
      check: 'replay: fills that differ',
      unit: 'count',
      required: () => 0,
      found: f => f.fillsApart,
      passes: atMost,
      say: (found, _, f) =>
        `The runtime on the embedded exchange and the backtest differ in ${found} fills over ${f.replays.length} periods; none may be.`,
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
        `Mean Sharpe ratio of ${f.replays.length} separate periods of replay: ${found} per year; ${required} is asked for.`,
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
        `One less the scatter of these ratios over their mean, beyond what so few days scatter by themselves: ${found}; ${required} is asked for.`,
      silent: 'No replay was made.',
      asked: f => f.mode !== 'minimal',
    },
    {
      check: 'replay: volatility',
      unit: 'share',
      required: t => t.triple.replay.volatility,
      found: f => f.volatility,
      passes: atMost,
      say: (found, required) => `Volatility there: ${found} a year; ${required} may be.`,
      silent: 'No replay was made.',
      asked: f => f.mode !== 'minimal',
    },
    {
      check: 'paper: days',
      unit: 'days',
      required: t => t.triple.paper.days,
      found: f => f.paper?.days,
      passes: atLeast,
      say: (found, required) => `The paper run lasted ${found}; ${required} are asked for.`,
      silent: 'There was no paper run.',
      asked: f => f.mode === 'full',
    },
    {
      check: 'paper: trades',
      unit: 'count',
      required: t => t.triple.paper.trades,
      found: f => f.paper?.trades,
      passes: atLeast,
      say: (found, required) => `It made ${found} trades; ${required} are asked for.`,
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
        `Its Sharpe ratio over that of a replay of the same time: ${found}; ${required} is asked for.`,
      silent: 'There was no paper run, or its replay earned nothing.',
      asked: f => f.mode === 'full',
    },
    {
      check: 'paper: signals',
      unit: 'share',
      required: t => t.triple.paper.signals,
      found: f => f.paper?.signals,
      passes: atLeast,
      say: (found, required) =>
        `Paper run and replay wanted the same at ${found} of the closes; ${required} is asked for.`,
      silent: 'There was no paper run, or it wanted nothing.',
      asked: f => f.mode === 'full',
    },
    {
      check: 'paper: quality',
      unit: 'share',
      required: t => t.triple.paper.quality,
      found: f => f.paper?.quality,
      passes: atLeast,
      say: (found, required) => `Paper run and replay made ${found} of their fills alike; ${required} is asked for.`,
      silent: 'There was no paper run, or it traded nothing.',
      asked: f => f.mode === 'full',
    },
    {
      check: 'paper: latency',
      unit: 'ms',
      required: t => t.triple.paper.latencyMs,
      found: f => f.paper?.latencyMs,
      passes: atMost,
      say: (found, required) => `From a bar's close to the fill it took ${found} on average; ${required} may be.`,
      silent: 'There was no paper run on a venue of its own: the embedded exchange waits while we think.',
      asked: f => f.mode === 'full',
    },
    {
      check: 'paper: fills that nobody can explain',
      unit: 'count',
      required: () => 0,
      found: f => f.paper?.unexplained,
      passes: atMost,
      say: found =>
        `Fills of paper run or replay that the other does not have, without a cause: ${found}; none may be.`,
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
        `Score of what the mode "${f.mode}" asks for: ${found} of 1; ${required} is asked for.`,
      silent: 'A part of what the mode asks for is missing.',
    },
  ],
}

/** What an earlier judgement found, from its evidence, and a paper run beside it. */
export function recalled(gates: readonly GateResult[], paper: Paper): TripleFindings {
  const found = (check: string) => gates.find(({ gate }) => gate === `${triple.id} ${check}`)?.found
  const [sharpe, mean, consistency] = [
    found('backtest: Sharpe ratio'),
    found('replay: Sharpe ratio'),
    found('replay: consistency'),
  ]
  const stability = mean === undefined || consistency === undefined ? undefined : { mean, consistency }
  const score = scoreOf('full', sharpe, stability, paper)
  return {
    ...{ mode: 'full', maxDrawdown: found('backtest: drawdown') ?? Number.NaN, replays: [], paper },
    trades: found('backtest: trades') ?? Number.NaN,
    ...(score !== undefined && { score }),
  }
}

async function replayed(
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
 * Consistency is one less the scatter over the mean. The annual ratio of n days scatters by √(365 / n) around its true value, 3.5 for thirty: as
 * much is taken off, or nothing but chance would be measured.
 */
function scattered(replays: readonly Replay[]) {
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

/** As documented: by mode, a third of the Sharpe ratio, half of the replay's times its consistency, performance times quality. */
function scoreOf(
  mode: Mode,
  ratio: number | undefined,
  stability: { readonly mean: number; readonly consistency: number } | undefined,
  paper: Paper | undefined,
): number | undefined {
  if (ratio === undefined) return undefined
  const first = clamp(ratio / 3)
  if (mode === 'minimal') return first
  if (!stability) return undefined
  const second = clamp(stability.mean / 2) * stability.consistency
  if (mode === 'fast') return 0.6 * first + 0.4 * second
  if (paper?.performance === undefined || paper.quality === undefined) return undefined
  return 0.4 * first + 0.35 * second + 0.25 * clamp(paper.performance * paper.quality)
}

const clamp = (x: number) => Math.max(0, Math.min(1, x))
