import type { Plan } from '../evolution/plan.ts'
import { genomeId } from '../genome/genome.ts'
import { strategyOf } from '../genome/strategy-of.ts'
import { day, type EpochMs, epochMs } from '../market/units.ts'
import { fail, ok, type Result } from '../result.ts'
import { outside } from '../strategy/safe-ranges.ts'
import type { Evidence, GateResult, Stage, Strategy } from '../strategy/strategy.ts'
import { engine } from '../version.ts'
import type { Judged } from './gates/gate.ts'
import type { Chosen, Judgement, RunJudgement } from './judgement.ts'
import { passed } from './passed.ts'
import type { Thresholds } from './thresholds.ts'

/** Inputs of a promotion besides the judgement. */
export interface Promotion {
  readonly at: EpochMs
  readonly thresholds: Thresholds
  /** SHA-256 of the thresholds file. */
  readonly thresholdsHash?: string
  /** Number of times that the locked test was opened, for any candidate. */
  readonly holdoutAccesses?: number
}

/** The champion as a complete strategy, with its frozen model if it learns. */
function strategyFileOf(
  plan: Plan,
  { champion, frozen }: Pick<RunJudgement, 'champion'> & Partial<Pick<Chosen, 'frozen'>>,
  stage: Stage,
  more: Pick<Strategy, 'evidence' | 'expires'> & { readonly caps?: Partial<Strategy['risk']> } = {},
): Strategy {
  const { genome, born, parents } = champion
  const { name, synthetic, risk, costs, seedNumber } = plan
  const { universe, interval, seeds, sizing, exits } = strategyOf(genome, plan, frozen?.model)
  const widened = outside({ sizing, exits })
  const { caps, evidence, expires } = more
  return {
    name,
    stage,
    synthetic,
    ...(expires !== undefined && { expires }),
    universe,
    interval,
    seeds,
    sizing,
    exits,
    ...(widened.length > 0 && { widened }),
    risk: { ...risk, ...caps },
    costs,
    ...(evidence && { evidence }),
    lineage: {
      ...{ run: name, engine, seedNumber, generation: born, genome: genomeId(genome) },
      ...(parents && { parents }),
    },
    approvals: [],
  }
}

export function evidenceOf(
  { data }: Pick<Plan, 'data'>,
  { gates, segments, candidate: { search } }: Judgement,
  { holdoutAccesses, thresholdsHash }: Partial<Promotion> = {},
): Evidence {
  return {
    data,
    segments: segments.map(({ metrics: _, ...segment }) => readable(segment)),
    gates: gates.map(gateResult),
    evaluations: search?.trials.count ?? 0,
    ...(holdoutAccesses !== undefined && { looks: holdoutAccesses }),
    ...(thresholdsHash !== undefined && { thresholds: thresholdsHash }),
  }
}

/**
 * Promotes the champion to paper trading, with an expiry date and size limits. @returns the strategy, or the checks
 * that did not pass
 */
export function promote(
  plan: Plan,
  judgement: RunJudgement,
  promotion: Promotion,
): Result<Strategy, readonly Judged[]> {
  const { gates, outcomes } = judgement
  if (!passed(gates) || !outcomes.test) return fail(gates.filter(({ verdict }) => verdict !== 'pass'))
  const expires = epochMs(Math.floor(promotion.at / day) * day + promotion.thresholds.promotion.expiryDays * day)
  return ok(
    strategyFileOf(plan, judgement, 'paper', {
      evidence: evidenceOf(plan, judgement, promotion),
      expires,
      caps: capsOf(plan, judgement),
    }),
  )
}

/**
 * The champion as a strategy file of stage `candidate`, which may trade only on the embedded exchange, whatever the
 * gates said.
 */
export const candidate = (plan: Plan, judgement: RunJudgement): Strategy =>
  strategyFileOf(plan, judgement, 'candidate', { evidence: evidenceOf(plan, judgement) })

/**
 * The champion of an unjudged run as a strategy file of stage `candidate`, without evidence; it may trade only on the
 * embedded exchange.
 */
export const unjudged = (plan: Plan, { champion, frozen }: Pick<Chosen, 'champion' | 'frozen'>): Strategy =>
  strategyFileOf(plan, { champion, ...(frozen && { frozen }) }, 'candidate')

/** Size limits found by the capacity gate, rounded down and never above the plan's own. */
function capsOf({ risk }: Plan, { findings: { capacity } }: Judgement): Partial<Strategy['risk']> {
  const { capUsd, orderCapUsd } = capacity ?? {}
  return {
    ...(orderCapUsd !== undefined && { maxOrderUsd: Math.min(risk.maxOrderUsd, roundedDown(orderCapUsd)) }),
    ...(capUsd !== undefined && { maxEquityUsd: Math.min(1e15, roundedDown(capUsd)) }),
  }
}

/** Rounds down to two significant digits. */
function roundedDown(usd: number): number {
  const unit = 10 ** (Math.floor(Math.log10(Math.max(1, usd))) - 1)
  return Number((Math.floor(usd / unit) * unit).toPrecision(2))
}

/** A check's result in the form that evidence stores. */
export const gateResult = ({ gate, verdict, found, required }: Judged): GateResult =>
  readable({ gate, verdict, ...(found !== undefined && { found }), required })

/** Rounds to six digits. Evidence is for people; the run keeps full precision. */
const readable = <T extends object>(record: T): T =>
  Object.fromEntries(
    Object.entries(record).map(([name, value]) => [
      name,
      isMeasured(name, value) ? Number(value.toPrecision(6)) : value,
    ]),
  ) as T

const isMeasured = (name: string, value: unknown): value is number =>
  typeof value === 'number' && name !== 'from' && name !== 'to'
