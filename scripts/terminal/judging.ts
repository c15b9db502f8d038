import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { dirname, join } from 'node:path'
import { wallClock } from '../../lab/clock.ts'
import { openLake } from '../../lab/data/lake/lake.ts'
import { readBars } from '../../lab/data/lake/read.ts'
import { listSeries } from '../../lab/data/lake/series.ts'
import { instrumentsOf } from '../../lab/evolution/dataset.ts'
import { stopReasonOf } from '../../lab/evolution/engine/stop.ts'
import type { Plan } from '../../lab/evolution/plan.ts'
import { createMemo, memoised } from '../../lab/indicators/memo.ts'
import { InputError } from '../../lab/input-error.ts'
import { type History, historyOf } from '../../lab/ledger/history.ts'
import { openLedger } from '../../lab/ledger/ledger.ts'
import { subjectId } from '../../lab/ledger/subject.ts'
import { canonical } from '../../lab/ledger/trial.ts'
import { day, type EpochMs, epochMs } from '../../lab/market/units.ts'
import { ok, type Result, fail as refused } from '../../lab/result.ts'
import { subjectOf } from '../../lab/runs/record-trials.ts'
import { isSealed, openRun, readSealed, writeSealed } from '../../lab/runs/run-folder.ts'
import type { Strategy } from '../../lab/strategy/strategy.ts'
import { showFlaw } from '../../lab/strategy/yaml/flaw.ts'
import { parseStrategy, registered } from '../../lab/strategy/yaml/parse.ts'
import type { Candidate, Listing } from '../../lab/validation/candidate.ts'
import { seen } from '../../lab/validation/candidate.ts'
import type { Live, Mode, Paper } from '../../lab/validation/gates/gate.ts'
import { wholeDays } from '../../lab/validation/gates/portfolio.ts'
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
import { trackRecord } from '../../lab/validation/track-record.ts'
import { engine } from '../../lab/version.ts'
import type { Comparison } from '../../runtime/rehearsal/comparison/comparison.ts'
import { replayOf } from '../../runtime/rehearsal/replay.ts'
import { ledgerBeside } from './history.ts'
import { marketOf } from './market.ts'
import { modelsBeside } from './models.ts'
import { hashOf, paperRun } from './paper-run.ts'
import { progress } from './progress.ts'
import { readStrategyFile } from './strategy-file.ts'

/** The command-line options of a judgement. */
export interface JudgingOptions {
  readonly lake: string
  readonly gates?: string
  readonly mode: Mode
  readonly workers?: number
  /** Folder of promoted strategy files, which count as already trading. */
  readonly strategies: string
  /** Whether to check the gates after the first one that fails. */
  readonly thorough: boolean
  /** Reason for opening the locked test a second time. */
  readonly reason?: string
  /** Journal of a paper run. */
  readonly paper?: string
}

export interface JudgedRun {
  readonly plan: Plan
  readonly judgement: RunJudgement
  readonly history: History
  readonly thresholds: Thresholds
  readonly thresholdsHash: string
  /** How often the locked test of this market and time has been opened, for any candidate. */
  readonly holdoutAccesses: number
  /** Folder of the saved findings. */
  readonly folder: string
  /** The paper run compared with its replay; absent when the comparison was read from saved findings. */
  readonly comparison?: Comparison
}

/** @throws InputError with every flaw, one per line */
export function thresholdsOf(path = thresholdsPath): { readonly thresholds: Thresholds; readonly hash: string } {
  const text = readFileSync(path, 'utf8')
  const read = parseThresholds(text)
  if (!read.ok) throw new InputError(read.error.map(flaw => showFlaw(flaw, path)).join('\n'))
  return { thresholds: read.value, hash: `sha256:${createHash('sha256').update(text).digest('hex')}` }
}

/** Judges the champion of a finished run by every gate. Findings that are saved already are not computed again. */
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

/** Judges a candidate from a strategy file, without a run. */
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

type Judgeable = Pick<Candidate, 'name' | 'synthetic' | 'interval' | 'segments' | 'cash' | 'costs' | 'market'> &
  Pick<Plan, 'data'> & {
    /** The strategy file of the paper run; absent: the promoted file of the same name. */
    readonly file?: Strategy
  }

async function begin(about: Judgeable, folder: string, options: JudgingOptions) {
  const { thresholds, hash } = thresholdsOf(options.gates)
  const setup = { market: about.market, instruments: instrumentsOf(about.market), cash: about.cash }
  const measurers = await startMeasurers(options.workers ?? availableParallelism(), setup)
  const accessLog = openAccessLog(join(dirname(options.lake), 'vault'))
  const { synthetic, interval, data, segments } = about
  const subject = subjectId({ synthetic, interval, data, segment: segments.test })
  const bar = progress(`judging ${about.name}`)
  const live = await liveOf(about, options)
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
  // A candidate is identified by how it trades and nothing else. Other thresholds do not make it a new one that may open the locked
  // test again.
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
    // The findings of the locked test depend on these inputs only.
    return keepIn(folder, gate => (gate === 'lockedTest' ? digest(base) : whole))
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
        // Saved findings of the locked test are shown again without opening it again.
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
      // The log records that the opening has shown its result. Otherwise the next access would count as a continuation of this one.
      if (last && isAccess(last)) await accessLog.append({ candidate, subject, shown })
    },
    async close(): Promise<void> {
      bar.stop()
      await measurers.close()
    },
  }
}

/** The fields that decide how a strategy trades. A model is represented by its hash. */
const traded = ({ seeds, ...rest }: Candidate['strategy']) => ({
  ...{ universe: rest.universe, interval: rest.interval, sizing: rest.sizing, exits: rest.exits },
  ...(rest.ensemble && { ensemble: rest.ensemble }),
  seeds: seeds.map(({ model, ...seed }) => ({ ...seed, ...(model && { model: model.hash }) })),
})

const digest = (what: unknown): string => createHash('sha256').update(canonical(what)).digest('hex')

/** A cache of findings: one sealed file per gate, valid while the key over all its inputs is the same. */
function keepIn(folder: string, keyOf: (gate: string) => string): FindingsCache {
  const file = (gate: string) => join(folder, `${gate}.json`)
  return {
    async known(gate) {
      if (!isSealed(file(gate))) return undefined
      const kept = readSealed<{ readonly key: string; readonly findings: unknown }>(file(gate))
      return kept.key === keyOf(gate) ? kept.findings : undefined
    },
    async save(gate, findings) {
      mkdirSync(folder, { recursive: true })
      await writeSealed(file(gate), { key: keyOf(gate), findings })
    },
  }
}

/** The venue's series, with first and last bar and the median daily volume of the first 30 days of training. */
export async function listingsOf(
  { data, interval, segments }: Pick<Plan, 'data' | 'interval' | 'segments'>,
  lakeRoot: string,
): Promise<readonly Listing[]> {
  const [{ venue }] = data
  const lake = await openLake(lakeRoot)
  try {
    const series = (await listSeries(lake)).filter(one => one.venue === venue && one.interval === interval)
    const listed: Listing[] = []
    const from = segments.train.from
    for (const { symbol, first, last } of series) {
      const bars = await readBars(lake, { venue, symbol, interval, from, to: epochMs(from + 30 * day) })
      const traded = new Map<number, number>()
      for (let i = 0; i < bars.openTime.length; i++) {
        const today = Math.floor(bars.openTime[i] / day)
        traded.set(today, (traded.get(today) ?? 0) + bars.volume[i] * bars.close[i])
      }
      const days = [...traded.values()].sort((a, b) => a - b)
      const volumeUsd = days[Math.floor(days.length / 2)]
      listed.push({ symbol, first, last: last + interval, ...(volumeUsd !== undefined && { volumeUsd }) })
    }
    return listed
  } finally {
    lake.close()
  }
}

/** The strategies that trade already, with their daily returns on these bars; without returns when the bars lack their symbols. */
async function liveOf(about: Judgeable, { strategies }: JudgingOptions): Promise<readonly Live[]> {
  if (!existsSync(strategies)) return []
  const found: Live[] = []
  for (const name of readdirSync(strategies).filter(name => name.endsWith('.yaml'))) {
    const path = join(strategies, name)
    const parsed = parseStrategy(readFileSync(path, 'utf8'), { ...registered, models: modelsBeside(path) })
    if (!parsed.ok) {
      found.push({ name })
      continue
    }
    const { stage, synthetic, interval, universe } = parsed.value
    // A simulated market and a real one have no common days, and a strategy is not compared with itself.
    if (stage === 'candidate' || synthetic !== about.synthetic || parsed.value.name === about.name) continue
    const market = about.market.filter(({ symbol }) => universe.includes(symbol))
    const isKnown = market.length === universe.length && interval === about.interval
    if (!isKnown) {
      found.push({ name: parsed.value.name })
      continue
    }
    const { from, to } = wholeDays(seen(about))
    const span = { from: epochMs(from) as EpochMs, to: epochMs(to) as EpochMs, cash: about.cash }
    const { returns } = trackRecord(parsed.value, market, span, memoised(createMemo(64 * 2 ** 20)))
    found.push({ name: parsed.value.name, returns })
  }
  return found
}
