import { strategyOf } from '../evolution/genome/strategy-of.ts'
import type { Plan } from '../evolution/plan.ts'
import { fail, ok, type Result } from '../result.ts'
import { outside } from '../strategy/safe-ranges.ts'
import type { Evidence, Stage, Strategy } from '../strategy/strategy.ts'
import { engine } from '../version.ts'
import { type Judged, passed } from './gates.ts'
import type { Chosen, Trial } from './trial.ts'

/** The champion with everything that trading it needs; a learner with what it had learned when it was judged. */
function written(
  plan: Plan,
  { champion, frozen }: Pick<Trial, 'champion' | 'frozen'>,
  stage: Stage,
  evidence?: Evidence,
): Strategy {
  const { genome, born } = champion
  const { name, synthetic, risk, costs, seedNumber } = plan
  const { universe, interval, seeds, sizing, exits } = strategyOf(genome, plan, frozen?.model)
  const widened = outside({ sizing, exits })
  return {
    name,
    stage,
    synthetic,
    universe,
    interval,
    seeds,
    sizing,
    exits,
    ...(widened.length > 0 && { widened }),
    risk,
    costs,
    ...(evidence && { evidence }),
    lineage: { run: name, engine, seedNumber, generation: born },
    approvals: [],
  }
}

export function evidenceOf(plan: Plan, { gates, segments, findings }: Trial): Evidence {
  return {
    data: plan.data,
    segments: segments.map(({ metrics: _, ...segment }) => readable(segment)),
    gates: gates.map(({ sentence: _, ...gate }) => readable(gate)),
    evaluations: findings.evaluations,
  }
}

/** Lets the champion pass to paper trading, or says which gates it did not get through. */
export function promote(plan: Plan, trial: Trial): Result<Strategy, readonly Judged[]> {
  if (!passed(trial.gates)) return fail(trial.gates.filter(({ verdict }) => verdict !== 'pass'))
  return ok(written(plan, trial, 'paper', evidenceOf(plan, trial)))
}

/** The champion as it is, whatever the gates said: for the embedded exchange alone. */
export const candidate = (plan: Plan, trial: Trial): Strategy =>
  written(plan, trial, 'candidate', evidenceOf(plan, trial))

/** A champion that no gate was asked about: for the embedded exchange alone, and without evidence. */
export const unjudged = (plan: Plan, { champion, frozen }: Pick<Chosen, 'champion' | 'frozen'>): Strategy =>
  written(plan, { champion, ...(frozen && { frozen }) }, 'candidate')

/** Six digits: evidence is for people, and the run itself keeps the rest. */
const readable = <T extends object>(record: T): T =>
  Object.fromEntries(
    Object.entries(record).map(([name, value]) => [
      name,
      isMeasured(name, value) ? Number(value.toPrecision(6)) : value,
    ]),
  ) as T

const isMeasured = (name: string, value: unknown): value is number =>
  typeof value === 'number' && name !== 'from' && name !== 'to'
