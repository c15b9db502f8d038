import { InputError } from '../../input-error.ts'
import type { EpochMs } from '../../market/units.ts'
import { candleTask } from './candles.ts'
import { readCoverage } from './coverage.ts'
import { fundingTask } from './funding.ts'
import { createLakeWriter } from './lake-writer.ts'
import { type DataKind, dataKinds, type FetchOptions } from './options.ts'
import { type PollOptions, pollMarket } from './poll.ts'
import { createReportBuilder, type Report } from './report.ts'
import { byEstimate, estimateScores } from './score-estimates.ts'
import { sentimentTask } from './sentiment.ts'
import { bookTasks, contextTask } from './snapshots.ts'
import { type FetchContext, type FetchTask, runTasks } from './task.ts'

/**
 * Brings what the venue has of the past into the lake, from where the lake ends, and what it says of now. Every row is on the disk
 * soon after it came: killed at any moment, the next one goes on. What the venue does not have is on record in the table `gaps`; a read
 * that failed is on the report, and no reason to stop.
 *
 * @param watching how to go on keeping books and contexts fresh; undefined: not
 * @throws InputError for symbols that the venue does not know
 */
export async function fetchHistory(options: FetchOptions, watching?: PollOptions): Promise<Report> {
  const what = dataKinds.filter(one => options.what.includes(one))
  const context: FetchContext = {
    ...options,
    writer: createLakeWriter(options.lake),
    reportBuilder: createReportBuilder(what),
  }
  const market = await openMarket(context, what)
  const estimates = await estimateScores(options.lake, options.feed.venue, market.symbols, options.clock())
  const ordered: Market = {
    symbols: byEstimate(market.symbols, estimates),
    listed: byEstimate(market.listed, estimates),
  }
  const tasks = await tasksOf(context, what, ordered)
  const total = tasks.reduce((sum, { weight }) => sum + weight, 0)
  let done = 0
  try {
    await runTasks(tasks, context.signal, ({ label, weight }) => {
      done += weight
      context.onProgress?.({ label, done, total })
    })
    if (watching && ordered.listed.length) await pollMarket(context, ordered.listed, estimates, watching)
  } finally {
    await context.writer.settle()
  }
  return context.reportBuilder.report(context.signal.aborted)
}

interface Market {
  readonly symbols: readonly string[]
  /** Those of them that can be traded now. */
  readonly listed: readonly string[]
}

/** Which symbols are meant, by the venue's own list, which is kept when it is wanted. */
async function openMarket(context: FetchContext, what: readonly DataKind[]): Promise<Market> {
  if (what.every(one => one === 'sentiment')) return { symbols: [], listed: [] }
  const named = context.symbols === 'all' ? undefined : [...new Set(context.symbols)]
  const rows = await context.reportBuilder.answer('listings', 'the list of perpetuals', () => context.feed.listings())
  // Those that were named can be asked for all the same.
  if (!rows) return { symbols: named ?? [], listed: named ?? [] }
  const t = context.clock()
  const listed = rows.filter(one => !one.isDelisted).map(({ symbol }) => symbol)
  const unknown = named?.filter(name => !rows.some(({ symbol }) => symbol === name)) ?? []
  if (unknown.length)
    throw new InputError(`symbols: expected perpetuals of ${context.feed.title}, found ${unknown.join(', ')}`)
  if (what.includes('listings')) {
    const meant = named ? rows.filter(({ symbol }) => named.includes(symbol)) : rows
    context.reportBuilder.changed('listings', await context.writer.write('listings', meant))
  }
  if (!named) return { symbols: listed, listed }
  const gone = named.filter(name => !listed.includes(name))
  for (const one of what) if (one === 'books' || one === 'contexts') tellDelisted(context, one, gone, t)
  return { symbols: named, listed: named.filter(name => listed.includes(name)) }
}

function tellDelisted({ reportBuilder }: FetchContext, what: DataKind, symbols: readonly string[], t: EpochMs): void {
  for (const symbol of symbols)
    reportBuilder.lacks({ what, symbol, stream: what, from: t, to: t, reason: 'it is delisted' })
}

async function tasksOf(
  context: FetchContext,
  what: readonly DataKind[],
  { symbols, listed }: Market,
): Promise<readonly FetchTask[]> {
  // The longest first: they reach back furthest, and cost least.
  const intervals = what.includes('candles') ? [...context.intervals].sort((a, b) => b - a) : []
  const coverage = await readCoverage(context.lake, context.feed.venue, intervals)
  const tasks: Readonly<Record<DataKind, () => readonly (FetchTask | undefined)[]>> = {
    listings: () => [],
    sentiment: () => [sentimentTask(context)],
    contexts: () => (listed.length ? [contextTask(context, listed)] : []),
    books: () => bookTasks(context, listed),
    candles: () =>
      symbols.flatMap(symbol =>
        intervals.map(interval => candleTask(context, symbol, interval, coverage.candles(symbol, interval))),
      ),
    funding: () => symbols.map(symbol => fundingTask(context, symbol, coverage.funding(symbol))),
  }
  return what.flatMap(one => tasks[one]()).filter(task => task !== undefined)
}
