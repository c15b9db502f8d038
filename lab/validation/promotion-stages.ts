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

/** A paper run, where it came from, and what it came to beside its replay. */
export interface PaperRun {
  readonly seen: PaperSeen
  readonly found: Paper
}

/** What the paper run answers to the gates that ask about one. */
export function judgePaper(gates: Evidence['gates'], { found }: PaperRun, thresholds: Thresholds): readonly Judged[] {
  const isOfPaper = ({ check }: Judged) => check.startsWith('paper:') || check === 'score'
  return judge(triple, recalled(gates, found), thresholds).filter(isOfPaper)
}

/**
 * One stage further: paper → canary → live. A canary has a part of the judged size; live has it all again. Every stage is another file, to
 * be approved anew.
 *
 * @param paper the run on paper: asked for on the way to a canary, and in the evidence from then on
 * @param judged the file of the paper stage, whose size was judged: asked for on the way to live
 * @returns why it may not go there
 */
export function advance(
  strategy: Strategy,
  to: Stage,
  { at, thresholds, paper, judged }: AdvanceOptions,
): Result<Strategy, string> {
  const next = stages[stages.indexOf(strategy.stage) + 1]
  if (next === undefined || to !== next || strategy.stage === 'candidate')
    return fail(`${strategy.name} is ${strategy.stage}: it may become ${describeNext(strategy.stage)}, not ${to}`)
  if (strategy.synthetic) return fail(`${strategy.name} was bred on a simulated market: it goes no further than paper`)
  if (!passed(strategy.evidence?.gates ?? [])) return fail(`${strategy.name} did not pass every gate`)
  if (strategy.expires === undefined || strategy.expires <= at)
    return fail(`${strategy.name} has expired: judge and promote it again`)
  if (to === 'canary') {
    if (!paper) return fail(`${strategy.name} has shown no paper run: --paper JOURNAL`)
    const evidence = strategy.evidence as Evidence
    const answers = judgePaper(evidence.gates, paper, thresholds)
    if (!passed(answers)) {
      const open = answers
        .filter(({ verdict }) => verdict !== 'pass')
        .map(({ gate, sentence }) => `${gate}: ${sentence}`)
      return fail(`the paper run of ${strategy.name} does not let it go further:\n${open.join('\n')}`)
    }
    const others = evidence.gates.filter(({ gate }) => !answers.some(one => one.gate === gate))
    const gates = [...others, ...answers.map(gateResult)]
    const canary = resized(strategy, to, thresholds.promotion.canaryShare * strategy.sizing.fraction)
    return ok({ ...canary, evidence: { ...evidence, gates, paper: paper.seen } })
  }
  if (!strategy.evidence?.paper) return fail(`${strategy.name} has no paper run in its evidence`)
  if (!judged || identify(judged) !== strategy.lineage?.from)
    return fail(
      `the file of the paper stage with the judged size is not at hand: ${strategy.lineage?.from ?? 'unknown'}`,
    )
  return ok(resized(strategy, to, judged.sizing.fraction))
}

interface AdvanceOptions {
  readonly at: EpochMs
  readonly thresholds: Thresholds
  readonly paper?: PaperRun
  readonly judged?: Strategy
}

/** Back to paper, or to a candidate, at the size it has. A canary has another size: it is advanced anew from paper. */
export function demote(strategy: Strategy, to: Stage): Result<Strategy, string> {
  if (to === 'canary')
    return fail(`${strategy.name} has the size of ${strategy.stage}: demote it to paper, and advance it again`)
  if (stages.indexOf(to) >= stages.indexOf(strategy.stage))
    return fail(`${strategy.name} is ${strategy.stage}: ${to} is not further back`)
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
  if (!strategy.lineage) throw new RangeError(`${strategy.name} says nothing of where it comes from`)
  return { ...strategy.lineage, from: identify(strategy) }
}

const describeNext = (stage: Stage) =>
  stage === 'candidate' ? 'nothing before every gate is passed' : (stages[stages.indexOf(stage) + 1] ?? 'nothing more')
