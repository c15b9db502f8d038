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

/** Small files written to the lake before they are merged. */
const filesPerMerge = 500

// The AWS SDK would otherwise warn about the Node version, which package.json decides.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true'

await new Command('archive')
  .description(
    "Download Hyperliquid's archive on S3 into the lake. The requester pays, with the AWS credentials of the environment: " +
      'files and costs are listed before the download. After an interruption, the same command continues.',
  )
  .addArgument(new Argument('<kind>', 'kind of data').choices(archiveKinds))
  .option('--coins <list>', 'coins, such as BTC,ETH; required for books (default: all)', text => text.split(','), [])
  .requiredOption('--from <time>', 'start, UTC, such as 2023-09-16', text => parseInput('--from', text, parseTime))
  .requiredOption('--to <time>', 'end, UTC, exclusive', text => parseInput('--to', text, parseTime))
  .option('--lake <folder>', 'lake folder', 'data/lake')
  .option('--estimate', 'list of files and costs only, without a download', false)
  .option('--max-cost <usd>', 'highest cost without a question, USD', decimal('--max-cost', 0), 1)
  .option('--yes', 'download without a question at any cost', false)
  .option('--endpoint <url>', 'URL of another S3 service (default: AWS)')
  .option('--concurrency <count>', 'number of files downloaded at once', whole('--concurrency', 1), 3)
  .option('--json', 'one JSON report as output', false)
  .action(run)
  .parseAsync()
  .catch(fail)

async function run(kind: ArchiveKind, options: Options): Promise<void> {
  const interrupt = interruptible('stopping: rows in the lake stay, unfinished downloads continue next time …')
  const lake = await openLake(options.lake)
  const store = openStore({ endpoint: options.endpoint })
  const retry = { random: stream(wallClock(), 'archive retries'), signal: interrupt.signal }
  const folder = join(lake.root, 'archive')
  try {
    const journalPath = join(folder, 'journal.jsonl')
    if (options.estimate) {
      report(options, { estimate: await planDownload(kind, options, await readJournal(journalPath), store, retry) })
      return
    }
    await exclusively(join(folder, 'lock'), async () => {
      const journal = await openJournal(journalPath)
      try {
        const found = await planDownload(kind, options, journal, store, retry)
        if (!options.json) console.log(showEstimate(found))
        await consent(found, options, interrupt.signal)
        const bar = progress(kind)
        const taken = await downloadArchive(store, found, {
          ...{ ...retry, journal, concurrency: options.concurrency, folder: join(folder, 'files'), sink: sinkOf(lake) },
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

/** Lists the files of the archive, and estimates what is still to be downloaded and its cost. */
async function planDownload(
  kind: ArchiveKind,
  options: Options,
  downloaded: DownloadRecord,
  store: Store,
  retry: Retry,
): Promise<Estimate> {
  const request = { kind, coins: options.coins, from: options.from, to: options.to }
  slotsOf(request)
  const bar = progress(`listing ${kind}`)
  const { files, spent } = await listArchive(store, request, retry, bar.update).finally(bar.stop)
  return estimate(request, files, file => downloaded.has(file, file.coin === '' ? options.coins : [file.coin]), spent)
}

/** Asks the user before a download above `--max-cost`. @throws InputError when the answer is not yes */
async function consent({ cost }: Estimate, { maxCost, yes }: Options, signal: AbortSignal): Promise<void> {
  const { total } = cost
  if (total <= maxCost || yes) return
  const price = `the download costs ${about(total)}, and --max-cost is ${showUsd(maxCost)}`
  if (!process.stdin.isTTY || !process.stderr.isTTY)
    throw new InputError(`${price}: nothing was downloaded; repeat with --yes`)
  const prompt = createInterface({ input: process.stdin, output: process.stderr })
  // While readline waits for an answer, it receives Ctrl-C instead of this process.
  prompt.on('SIGINT', () => process.kill(process.pid, 'SIGINT'))
  try {
    if (/^y(es)?$/i.test((await prompt.question(`${price}. Download? [y/N] `, { signal })).trim())) return
  } finally {
    prompt.close()
  }
  throw new InputError('nothing was downloaded')
}

/** Appends rows to the lake, and merges its small files from time to time. */
function sinkOf(lake: Lake): Sink {
  let appended = 0
  return async (table, rows) => {
    await append(lake, table, rows)
    if (++appended % filesPerMerge === 0) await settle(lake)
  }
}

/** Merges small files of the lake. While another process writes to the lake, merging is left to that process. */
async function settle(lake: Lake): Promise<void> {
  await compact(lake).catch(error => {
    if (!(error instanceof LakeBusy)) throw error
    console.error(`rows are saved in the lake but not merged yet: ${error.message}`)
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
