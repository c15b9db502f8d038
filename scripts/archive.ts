import { join } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { Argument, Command } from 'commander'
import { wallClock } from '../lab/clock.ts'
import { compact } from '../lab/data/lake/compact.ts'
import { append } from '../lab/data/lake/hot.ts'
import { type Lake, openLake } from '../lab/data/lake/lake.ts'
import { LakeBusy } from '../lab/data/lake/writer.ts'
import { InputError, parseInput } from '../lab/input-error.ts'
import { type EpochMs, parseTime } from '../lab/market/units.ts'
import { stream } from '../lab/random.ts'
import { slotsOf } from '../lab/venues/hyperliquid/archive/archive-request.ts'
import { type ArchiveKind, archiveKinds } from '../lab/venues/hyperliquid/archive/datasets.ts'
import { type DownloadResult, downloadArchive } from '../lab/venues/hyperliquid/archive/download.ts'
import { type Estimate, estimate } from '../lab/venues/hyperliquid/archive/estimate.ts'
import { exclusively } from '../lab/venues/hyperliquid/archive/exclusive.ts'
import { type DownloadRecord, openJournal, readJournal } from '../lab/venues/hyperliquid/archive/journal.ts'
import { listArchive } from '../lab/venues/hyperliquid/archive/listing.ts'
import type { Sink } from '../lab/venues/hyperliquid/archive/reader.ts'
import type { Retry } from '../lab/venues/hyperliquid/archive/retry.ts'
import { about, showBytes, showDownload, showEstimate, showUsd } from '../lab/venues/hyperliquid/archive/show.ts'
import { openStore, type Store } from '../lab/venues/hyperliquid/archive/store.ts'
import { decimal, whole } from './terminal/argument.ts'
import { fail } from './terminal/fail.ts'
import { interruptible } from './terminal/interrupt.ts'
import { progress } from './terminal/progress.ts'

interface Options {
  readonly coins: readonly string[]
  readonly from: EpochMs
  readonly to: EpochMs
  readonly lake: string
  readonly estimate: boolean
  readonly maxCost: number
  readonly yes: boolean
  readonly endpoint?: string
  readonly concurrency: number
  readonly json: boolean
}

/** Small files that gather in the lake before they are merged. */
const gathered = 500

// It would tell users of this script which Node we should have.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true'

await new Command('archive')
  .description(
    "Bring Hyperliquid's own archive into the lake. It lies on S3 and the requester pays, with the AWS credentials of the environment: " +
      'what exists and what it costs is told first. Run again after an interruption, it continues.',
  )
  .addArgument(new Argument('<kind>', 'what to bring').choices(archiveKinds))
  .option('--coins <list>', 'such as BTC,ETH; all when absent, save for books', text => text.split(','), [])
  .requiredOption('--from <time>', 'UTC, such as 2023-09-16', text => parseInput('--from', text, parseTime))
  .requiredOption('--to <time>', 'UTC, exclusive', text => parseInput('--to', text, parseTime))
  .option('--lake <folder>', 'the lake', 'data/lake')
  .option('--estimate', 'tell what exists and what it costs, and stop', false)
  .option('--max-cost <usd>', 'ask before anything that costs more', decimal('--max-cost', 0), 1)
  .option('--yes', 'do not ask', false)
  .option('--endpoint <url>', 'another S3')
  .option('--concurrency <count>', 'files downloaded at once', whole('--concurrency', 1), 3)
  .option('--json', 'print one JSON report', false)
  .action(run)
  .parseAsync()
  .catch(fail)

async function run(kind: ArchiveKind, options: Options): Promise<void> {
  const interrupt = interruptible('stopping: what is in the lake stays, what is half downloaded is continued …')
  const lake = await openLake(options.lake)
  const store = openStore({ endpoint: options.endpoint })
  const retry = { random: stream(wallClock(), 'archive retries'), signal: interrupt.signal }
  const place = join(lake.root, 'archive')
  try {
    const memory = join(place, 'journal.jsonl')
    if (options.estimate) {
      report(options, { estimate: await look(kind, options, await readJournal(memory), store, retry) })
      return
    }
    await exclusively(join(place, 'lock'), async () => {
      const journal = await openJournal(memory)
      try {
        const found = await look(kind, options, journal, store, retry)
        if (!options.json) console.log(showEstimate(found))
        await consent(found, options, interrupt.signal)
        const bar = progress(kind)
        const taken = await downloadArchive(store, found, {
          ...{ ...retry, journal, concurrency: options.concurrency, folder: join(place, 'files'), sink: sinkOf(lake) },
          onProgress: ({ files, bytes, rows }) =>
            bar.update(
              found.bytes ? bytes / found.bytes : 1,
              `${files}/${found.files.length} files  ${showBytes(bytes)}  ${rows.toLocaleString('en-US')} rows`,
            ),
        }).finally(() => bar.stop())
        await settle(lake)
        report(options, { estimate: found, taken })
      } finally {
        await journal.close()
      }
    })
  } catch (error) {
    if (!interrupt.signal.aborted) throw error
    console.error('stopped: the same command continues')
    process.exitCode = 130
  } finally {
    interrupt.done()
    store.close()
    lake.close()
  }
}

/** Lists what there is, and reckons what is still to come. */
async function look(
  kind: ArchiveKind,
  options: Options,
  memory: DownloadRecord,
  store: Store,
  retry: Retry,
): Promise<Estimate> {
  const asked = { kind, coins: options.coins, from: options.from, to: options.to }
  slotsOf(asked)
  const bar = progress(`${kind}: looking`)
  const { files, spent } = await listArchive(store, asked, retry, bar.update).finally(bar.stop)
  return estimate(asked, files, file => memory.has(file, file.coin === '' ? options.coins : [file.coin]), spent)
}

/** @throws InputError when it costs more than was allowed, and nobody says yes */
async function consent({ cost }: Estimate, { maxCost, yes }: Options, signal: AbortSignal): Promise<void> {
  const { total } = cost
  if (total <= maxCost || yes) return
  const price = `it costs ${about(total)}, and --max-cost is ${showUsd(maxCost)}`
  if (!process.stdin.isTTY || !process.stderr.isTTY) throw new InputError(`${price}: nothing was downloaded; say --yes`)
  const prompt = createInterface({ input: process.stdin, output: process.stderr })
  // A terminal that is asked keeps Ctrl-C to itself.
  prompt.on('SIGINT', () => process.kill(process.pid, 'SIGINT'))
  try {
    if (/^y(es)?$/i.test((await prompt.question(`${price}. Download? [y/N] `, { signal })).trim())) return
  } finally {
    prompt.close()
  }
  throw new InputError('nothing was downloaded')
}

/** Rows into the lake, which is put in order now and then. */
function sinkOf(lake: Lake): Sink {
  let appended = 0
  return async (table, rows) => {
    await append(lake, table, rows)
    if (++appended % gathered === 0) await settle(lake)
  }
}

/** What another process is writing meanwhile is its own to merge, and ours with it. */
async function settle(lake: Lake): Promise<void> {
  await compact(lake).catch(error => {
    if (!(error instanceof LakeBusy)) throw error
    console.error(`the rows are in the lake, not yet merged: ${error.message}`)
  })
}

function report(
  { json }: Options,
  { estimate, taken }: { readonly estimate: Estimate; readonly taken?: DownloadResult },
): void {
  if (json) {
    const files = estimate.files.map(({ key, bytes, etag }) => ({ key, bytes, etag }))
    console.log(JSON.stringify({ estimate: { ...estimate, files }, ...(taken && { taken }) }))
  } else console.log(taken ? showDownload(taken) : showEstimate(estimate))
  if (taken?.failed.length) process.exitCode = 1
}
