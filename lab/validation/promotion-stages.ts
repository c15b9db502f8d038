import type { EpochMs } from '../market/units.ts'
import { fail, ok, type Result } from '../result.ts'
import { outside } from '../strategy/safe-ranges.ts'
import { type Evidence, type PaperSeen, type Stage, type Strategy, stages } from '../strategy/strategy.ts'
import { identify } from '../strategy/yaml/identity.ts'
import { type Judged, judge, type Paper } from './gates/gate.ts'
import { recalled, triple } from './gates/triple.ts'
import { passed } from './passed.ts'
import { gateResult } from './promote.ts'
import type { Thresholds } from './thresholds.ts'

/** A paper run: its source, and its comparison with a replay. */
export interface PaperRun {
  /** Run, venue, time range and journal of the paper run, for the evidence in the strategy file. */
  readonly seen: PaperSeen
  /** Numbers of the comparison that the validation gates require. */
  readonly found: Paper
}

/** Results of those checks of the triple validation that concern the paper run, and of the total score. */
export function judgePaper(gates: Evidence['gates'], { found }: PaperRun, thresholds: Thresholds): readonly Judged[] {
  const isOfPaper = ({ check }: Judged) => check.startsWith('paper:') || check === 'score'
  return judge(triple, recalled(gates, found), thresholds).filter(isOfPaper)
}

/**
 * Advances a strategy by one stage: paper → canary → live. A canary trades a fraction of the judged size, and a live
 * strategy trades all of it. Each stage is a new file that needs a new approval.
 *
 * @param at time of the promotion; an expired strategy is refused
 * @param paper the paper run; required to become a canary, and part of the evidence from then on
 * @param judged the paper-stage file, which has the judged size; required to become live
 * @returns the strategy at its new stage, or the reason for the refusal
 */
export function advance(
  strategy: Strategy,
  to: Stage,
  { at, thresholds, paper, judged }: AdvanceOptions,
): Result<Strategy, string> {
  const next = stages[stages.indexOf(strategy.stage) + 1]
  if (next === undefined || to !== next || strategy.stage === 'candidate')
    return fail(`${strategy.name} is ${strategy.stage}: it may become ${describeNext(strategy.stage)}, not ${to}`)
  if (strategy.synthetic) return fail(`${strategy.name} was evolved on a simulated market, so paper is its last stage`)
  if (!passed(strategy.evidence?.gates ?? [])) return fail(`${strategy.name} did not pass every gate`)
  if (strategy.expires === undefined || strategy.expires <= at)
    return fail(`${strategy.name} has expired: judge and promote it again`)
  if (to === 'canary') {
    if (!paper) return fail(`${strategy.name} needs a paper run: --paper JOURNAL`)
    const evidence = strategy.evidence as Evidence
    const answers = judgePaper(evidence.gates, paper, thresholds)
    if (!passed(answers)) {
      const open = answers
        .filter(({ verdict }) => verdict !== 'pass')
        .map(({ gate, sentence }) => `${gate}: ${sentence}`)
      return fail(`the paper run of ${strategy.name} did not pass:\n${open.join('\n')}`)
    }
    const others = evidence.gates.filter(({ gate }) => !answers.some(one => one.gate === gate))
    const gates = [...others, ...answers.map(gateResult)]
    const canary = resized(strategy, to, thresholds.promotion.canaryShare * strategy.sizing.fraction)
    return ok({ ...canary, evidence: { ...evidence, gates, paper: paper.seen } })
  }
  if (!strategy.evidence?.paper) return fail(`${strategy.name} has no paper run in its evidence`)
  if (!judged || identify(judged) !== strategy.lineage?.from)
    return fail(`missing the paper-stage file with the judged size: ${strategy.lineage?.from ?? 'unknown'}`)
  return ok(resized(strategy, to, judged.sizing.fraction))
}

interface AdvanceOptions {
  readonly at: EpochMs
  readonly thresholds: Thresholds
  readonly paper?: PaperRun
  readonly judged?: Strategy
}

/**
 * Moves a strategy back to paper or candidate at its current size. Moving back to canary is refused, because a canary
 * has a smaller size: the strategy must be advanced from paper again.
 */
export function demote(strategy: Strategy, to: Stage): Result<Strategy, string> {
  if (to === 'canary')
    return fail(
      `${strategy.name} has the size of stage ${strategy.stage}: demote it to paper, then advance it to canary`,
    )
  if (stages.indexOf(to) >= stages.indexOf(strategy.stage))
    return fail(`${strategy.name} is ${strategy.stage}: ${to} is not an earlier stage`)
  return ok({ ...strategy, stage: to, lineage: lineageOf(strategy), approvals: [] })
}

function resized(strategy: Strategy, stage: Stage, fraction: number): Strategy {
  const sizing = { ...strategy.sizing, fraction: Number(fraction.toPrecision(12)) }
  const { widened: _, ...rest } = strategy
  const widened = outside({ sizing, exits: strategy.exits })
  return {
    ...rest,
    stage,
    sizing,
    ...(widened.length > 0 && { widened }),
    lineage: lineageOf(strategy),
    approvals: [],
  }
}

function lineageOf(strategy: Strategy): NonNullable<Strategy['lineage']> {
  if (!strategy.lineage) throw new RangeError(`${strategy.name} has no lineage`)
  return { ...strategy.lineage, from: identify(strategy) }
}

const describeNext = (stage: Stage) =>
  stage === 'candidate'
    ? 'no other stage before every gate is passed'
    : (stages[stages.indexOf(stage) + 1] ?? 'no further stage')
