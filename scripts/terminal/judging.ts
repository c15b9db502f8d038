import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { dirname, join } from 'node:path'
import { wallClock } from '../../lab/clock.ts'
import { instrumentsOf } from '../../lab/evolution/dataset.ts'
import { stopReasonOf } from '../../lab/evolution/engine/stop.ts'
import type { Plan } from '../../lab/evolution/plan.ts'
import { InputError } from '../../lab/input-error.ts'
import { type History, historyOf } from '../../lab/ledger/history.ts'
import { openLedger } from '../../lab/ledger/ledger.ts'
import { subjectId } from '../../lab/ledger/subject.ts'
import { ok, type Result, fail as refused } from '../../lab/result.ts'
import { subjectOf } from '../../lab/runs/record-trials.ts'
import { openRun } from '../../lab/runs/run-folder.ts'
import type { Strategy } from '../../lab/strategy/strategy.ts'
import { showFlaw } from '../../lab/strategy/yaml/flaw.ts'
import type { Candidate } from '../../lab/validation/candidate.ts'
import type { Mode, Paper } from '../../lab/validation/gates/gate.ts'
import { accessCount, isAccess, openHoldout } from '../../lab/validation/holdout/access.ts'
import { openAccessLog } from '../../lab/validation/holdout/access-log-folder.ts'
import {
  type FindingsCache,
  type Judgement,
  judgeCandidate,
  judgeRun,
  type RunJudgement,
} from '../../lab/validation/judgement.ts'
import { startMeasurers } from '../../lab/validation/measuring/threads.ts'
import { parseThresholds, type Thresholds, thresholdsPath } from '../../lab/validation/thresholds.ts'
import { engine } from '../../lab/version.ts'
import type { Comparison } from '../../runtime/rehearsal/comparison/comparison.ts'
import { replayOf } from '../../runtime/rehearsal/replay.ts'
import { digest, findingsCache } from './findings-cache.ts'
import { ledgerBeside } from './history.ts'
import { listingsOf } from './listings.ts'
import { liveStrategies } from './live-strategies.ts'
import { marketOf } from './market.ts'
import { hashOf, paperRun } from './paper-run.ts'
import { progress } from './progress.ts'
import { readStrategyFile } from './strategy-file.ts'

/** The command-line options of a judgement. */
export interface JudgingOptions {
  /** Folder of the lake. */
  readonly lake: string
  /** File of the gates' thresholds; absent: the project's own. */
  readonly gates?: string
  readonly mode: Mode
  /** Number of measuring threads; absent: one per available processor. */
  readonly workers?: number
  /** Folder of promoted strategy files, which count as already trading. */
  readonly strategies: string
  /** True: all gates are checked; false: checking ends at the first gate that fails. */
  readonly thorough: boolean
  /** Reason for opening the locked test a second time, which is refused without one. */
  readonly reason?: string
  /** File of the journal of a paper run; absent: no paper run is compared. */
  readonly paper?: string
}

/** The judgement of a finished run, with its inputs. */
export interface JudgedRun {
  readonly plan: Plan
  readonly judgement: RunJudgement
  /** The ledger's trials on the same market and time, and on related ones. */
  readonly history: History
  readonly thresholds: Thresholds
  /** SHA-256 of the thresholds file, as `sha256:…`. */
  readonly thresholdsHash: string
  /** Number of openings of the locked test of this market and time, for any candidate. */
  readonly holdoutAccesses: number
  /** Folder of the saved findings. */
  readonly folder: string
  /** The paper run compared with its replay; absent when the comparison was read from saved findings. */
  readonly comparison?: Comparison
}

/** Reads the file of the gates' thresholds. @throws InputError with every error of the file, one per line */
export function thresholdsOf(path = thresholdsPath): { readonly thresholds: Thresholds; readonly hash: string } {
  const text = readFileSync(path, 'utf8')
  const read = parseThresholds(text)
  if (!read.ok) throw new InputError(read.error.map(flaw => showFlaw(flaw, path)).join('\n'))
  return { thresholds: read.value, hash: `sha256:${createHash('sha256').update(text).digest('hex')}` }
}

/**
 * Judges the champion of a finished run. Findings that were saved by an earlier judgement are not computed again.
 *
 * @param path folder of the run; the findings are saved in its subfolder `dossier`
 * @throws RangeError when the run is not finished
 */
export async function judgeFinishedRun(path: string, options: JudgingOptions): Promise<JudgedRun> {
  const run = openRun(path)
  const { plan } = run
  const generations = run.generations()
  if (stopReasonOf(plan.search, generations) === undefined) {
    throw new RangeError(
      `${path}: the run has ${generations.length} of ${plan.search.generations} generations: finish it with npx tsx scripts/evolve.ts --resume ${path}`,
    )
  }
  const market = await marketOf(plan, options.lake)
  const history = historyOf(openLedger(ledgerBeside(options.lake)), subjectOf(plan))
  const dataset = { plan, market, instruments: instrumentsOf(market) }
  const listings = plan.synthetic ? undefined : await listingsOf(plan, options.lake)
  const judging = await begin({ ...plan, market }, join(path, 'dossier'), options)
  try {
    const judgement = await judgeRun(generations, dataset, {
      ...judging.options(plan),
      ...{ history, seedNumber: plan.seedNumber, ...(listings && { listings }) },
    })
    await judging.end(judgement)
    const { thresholds, hash } = judging
    return {
      plan,
      judgement,
      history,
      thresholds,
      thresholdsHash: hash,
      holdoutAccesses: judging.holdoutAccesses(),
      folder: join(path, 'dossier'),
      ...judging.compared(),
    }
  } finally {
    await judging.close()
  }
}

/** Judges a candidate from a strategy file, without the run that found it. Findings are saved in `folder`. */
export async function judgeFile(
  candidate: Candidate,
  { file, data, folder }: { readonly file: Strategy; readonly data: Plan['data']; readonly folder: string },
  options: JudgingOptions,
): Promise<{ readonly judgement: Judgement; readonly comparison?: Comparison }> {
  const judging = await begin({ ...candidate, data, file }, folder, options)
  try {
    const judgement = await judgeCandidate(candidate, judging.options(candidate))
    await judging.end(judgement)
    return { judgement, ...judging.compared() }
  } finally {
    await judging.close()
  }
}

/** The part of a run or candidate that every judgement needs. */
type Judgeable = Pick<Candidate, 'name' | 'synthetic' | 'interval' | 'segments' | 'cash' | 'costs' | 'market'> &
  Pick<Plan, 'data'> & {
    /** The strategy file of the paper run; absent: the promoted file of the same name. */
    readonly file?: Strategy
  }

/** Prepares a judgement: reads its inputs, and starts the threads and the progress bar that `close` ends. */
async function begin(about: Judgeable, folder: string, options: JudgingOptions) {
  const { thresholds, hash } = thresholdsOf(options.gates)
  const setup = { market: about.market, instruments: instrumentsOf(about.market), cash: about.cash }
  const measurers = await startMeasurers(options.workers ?? availableParallelism(), setup)
  const accessLog = openAccessLog(join(dirname(options.lake), 'vault'))
  const { synthetic, interval, data, segments } = about
  const subject = subjectId({ synthetic, interval, data, segment: segments.test })
  const bar = progress(`judging ${about.name}`)
  const live = await liveStrategies(about, options.strategies)
  const { paper } = options
  const seenOnPaper = paper === undefined ? null : hashOf(paper)
  let comparison: Comparison | undefined
  async function onPaper(candidate: Candidate, journal: string): Promise<Paper> {
    const path = join(options.strategies, `${about.name}.yaml`)
    const file = about.file ?? readStrategyFile(path)
    if (digest(traded(file)) !== digest(traded(candidate.strategy)))
      throw new InputError(
        `${path}: expected the strategy ${about.name}, found another one, so the paper run is not its own`,
      )
    const [{ venue }] = data
    const run = await paperRun(journal, file, { lake: options.lake, venue, notBefore: segments.test.to })
    comparison = run.comparison
    return run.found
  }
  // A candidate is identified by its trading alone. With other thresholds it stays the same candidate, which may not
  // open the locked test again without a reason.
  const idOf = ({ strategy, bred, cash, costs }: Candidate) =>
    digest([traded(strategy), traded(bred), cash, costs]).slice(0, 32)
  const keepOf = (candidate: Candidate): FindingsCache => {
    const base = [engine, hash, data.map(one => one.fingerprint), segments, idOf(candidate)]
    const { count, variance } = candidate.search?.trials ?? {}
    const around = live.map(({ name, returns }) => [name, returns === undefined ? null : [...returns].map(String)])
    const whole = digest([
      ...base,
      options.mode,
      seenOnPaper,
      count ?? null,
      variance ?? null,
      around,
      candidate.listings ?? null,
    ])
    // The findings of the locked test depend on the inputs in `base` only, so other changes keep them valid.
    return findingsCache(folder, gate => (gate === 'lockedTest' ? digest(base) : whole))
  }
  return {
    thresholds,
    hash,
    holdoutAccesses: () => accessCount(accessLog.records(), subject),
    compared: () => (comparison ? { comparison } : {}),
    options: (plan: Pick<Plan, 'segments'>) => ({
      ...{ thresholds, measure: measurers.measure, mode: options.mode, replay: replayOf(), live, keep: keepOf },
      ...(paper !== undefined && { paper: (candidate: Candidate) => onPaper(candidate, paper) }),
      thorough: options.thorough,
      onProgress: (gate: string, share: number) => bar.update(share, gate),
      mayOpenHoldout: async (candidate: Candidate): Promise<Result<unknown, string>> => {
        // Saved findings of the locked test are shown without another opening.
        if ((await keepOf(candidate).known('lockedTest')) !== undefined) return ok(plan)
        const { name } = about
        const { reason } = options
        const access = {
          candidate: idOf(candidate),
          name,
          subject,
          at: wallClock(),
          ...(reason !== undefined && { reason }),
        }
        const opened = await openHoldout(accessLog, access)
        return opened.ok ? opened : refused(`${opened.error.why} (--reason TEXT)`)
      },
    }),
    async end(judgement: Judgement): Promise<void> {
      const { lockedTest } = judgement.findings
      if (!lockedTest) return
      const shown = digest(lockedTest)
      const candidate = idOf(judgement.candidate)
      const mine = accessLog.records().filter(record => record.candidate === candidate && record.subject === subject)
      const last = mine.at(-1)
      // The log records that this opening has shown its result. Otherwise the next opening would count as its
      // continuation and need no reason.
      if (last && isAccess(last)) await accessLog.append({ candidate, subject, shown })
    },
    async close(): Promise<void> {
      bar.stop()
      await measurers.close()
    },
  }
}

/** The fields of a strategy that determine its trades. A model is represented by its hash. */
const traded = ({ seeds, ...rest }: Candidate['strategy']) => ({
  ...{ universe: rest.universe, interval: rest.interval, sizing: rest.sizing, exits: rest.exits },
  ...(rest.ensemble && { ensemble: rest.ensemble }),
  seeds: seeds.map(({ model, ...seed }) => ({ ...seed, ...(model && { model: model.hash }) })),
})
