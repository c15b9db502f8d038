import { type Metrics, metrics } from '../../lab/backtest/metrics.ts'
import type { Generation } from '../../lab/evolution/generation.ts'
import type { Plan } from '../../lab/evolution/plan.ts'
import { type Bars, between } from '../../lab/market/bars.ts'
import type { Outcome } from '../../lab/market/outcome.ts'
import type { EpochMs } from '../../lab/market/units.ts'
import { costSummary, metricRows } from '../../lab/report/run/outcome-numbers.ts'
import type { ReportData } from '../../lab/report/run/report-data.ts'
import { shown } from '../../lab/validation/gates/gate.ts'
import type { RunJudgement } from '../../lab/validation/judgement.ts'
import { passed } from '../../lab/validation/passed.ts'

/** Input of the report: a run, its judgement, and the rehearsal of its champion. */
export interface RehearsalReportInput {
  readonly title: string
  readonly createdAt: EpochMs
  readonly plan: Plan
  readonly generations: readonly Generation[]
  readonly judgement: RunJudgement
  /** A rehearsal on the embedded exchange, over bars after those of the run. */
  readonly traded: { readonly outcome: Outcome; readonly from: EpochMs; readonly to: EpochMs }
  /** Bars from the first segment to the end of the rehearsal. */
  readonly market: readonly Bars[]
  /** The strategy file, byte for byte. */
  readonly yaml: string
  /** Commands that reproduce the result. */
  readonly reproduce: readonly string[]
}

/** Name of the rehearsal among the segments of the report. */
const traded = 'runtime'

/** The data of one report about a run, its judgement and the rehearsal of its champion. */
export function reportOf(input: RehearsalReportInput): ReportData {
  const { plan, judgement, market } = input
  const outcomes: Record<string, Outcome> = { ...judgement.outcomes, [traded]: input.traded.outcome }
  const measured = Object.fromEntries(Object.entries(outcomes).map(([name, outcome]) => [name, metrics(outcome)]))
  const all = Object.values(outcomes)
  return {
    title: input.title,
    createdAt: input.createdAt,
    synthetic: plan.synthetic,
    summary: summaryOf(input, measured),
    segments: [
      ...Object.entries(plan.segments)
        .filter(([name]) => outcomes[name] !== undefined)
        .map(([name, segment]) => ({ name, ...segment })),
      { name: traded, from: input.traded.from, to: input.traded.to },
    ],
    equity: [joined('strategy', all)],
    equityNote: `each segment starts with ${plan.cash.toLocaleString('en-US')} USD`,
    symbols: market.map(bars => ({
      bars: between(bars, plan.segments.test.from, input.traded.to),
      trades: all
        .slice(2)
        .flatMap(({ trades }) => trades.filter(({ symbol }) => symbol === bars.symbol))
        .map(trade => ({ ...trade, direction: trade.direction > 0 ? ('long' as const) : ('short' as const) })),
    })),
    gates: judgement.gates.map(({ gate, verdict, found, required, unit, sentence }) => ({
      ...{ name: gate, verdict, required: shown(required, unit), sentence },
      ...(found !== undefined && { found: shown(found, unit) }),
    })),
    metrics: metricRows(measured),
    costs: costSummary(input.traded.outcome),
    costsOf: 'the runtime, on bars after those of the search',
    generations: input.generations.map(({ number, population }) => ({
      generation: number + 1,
      best: population[0].score.fitness,
      median: population[Math.floor(population.length / 2)].score.fitness,
    })),
    yaml: input.yaml,
    reproduce: input.reproduce,
  }
}

/** Joins the equity curves in time. A NaN between two curves makes a chart break the line. */
function joined(label: string, outcomes: readonly Outcome[]) {
  const time: number[] = []
  const value: number[] = []
  for (const outcome of outcomes) {
    if (time.length > 0) {
      time.push(time[time.length - 1] + 1)
      value.push(Number.NaN)
    }
    time.push(...outcome.time)
    value.push(...outcome.equity)
  }
  return { label, time: Float64Array.from(time), value: Float64Array.from(value) }
}

/** The sentences at the top of the report, the most important first. */
function summaryOf(
  { judgement, plan }: RehearsalReportInput,
  measured: Readonly<Record<string, Metrics>>,
): readonly string[] {
  const failed = judgement.gates.filter(({ verdict }) => verdict !== 'pass').map(({ gate }) => gate)
  const { seed } = judgement.champion.genome
  const simulated =
    'The market was simulated: the report shows that the way from bars to trades works, and nothing about a real market.'
  return [
    passed(judgement.gates)
      ? `The champion (${seed}) was promoted to paper trading.`
      : `The champion (${seed}) was not promoted, so no live venue accepts it. Gates not passed: ${failed.join(', ')}.`,
    ...(plan.synthetic ? [simulated] : []),
    measured.test
      ? `In the locked test: ${inShort(measured.test)}.`
      : `The locked test was not opened: ${judgement.closed ?? 'it was not requested'}.`,
    `On later bars, traded by the runtime on the embedded exchange: ${inShort(measured[traded])}.`,
    `It is the best of ${judgement.candidate.search?.trials.count ?? 0} backtests on ${plan.universe.join(', ')}.`,
  ]
}

const inShort = ({ days, trades, totalReturn, maxDrawdown }: Metrics) =>
  `${trades} trades, ${percent(totalReturn)} in ${days.toFixed(0)} days, maximum drawdown ${(100 * maxDrawdown).toFixed(1)}\u00a0%`

const percent = (x: number) => `${x > 0 ? '+' : ''}${(100 * x).toFixed(1)}\u00a0%`
