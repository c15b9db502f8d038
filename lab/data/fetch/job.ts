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
 * Fetches a venue's history into the lake, from where the lake ends, and snapshots of its present state. Each row is on the
 * disk soon after it arrived, so that a fetch killed at any moment is continued by the next one. What the venue does not have
 * is recorded in the table `gaps`. A failed read is listed in the report and does not stop the fetch.
 *
 * @param watching how to keep books and contexts fresh afterwards; undefined: not at all
 * @throws InputError for symbols that the venue does not list
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
  /** The symbols that can be traded now. */
  readonly listed: readonly string[]
}

/** The symbols to fetch, by the venue's own list. The list is written to the lake when listings are requested. */
async function openMarket(context: FetchContext, what: readonly DataKind[]): Promise<Market> {
  if (what.every(one => one === 'sentiment')) return { symbols: [], listed: [] }
  const named = context.symbols === 'all' ? undefined : [...new Set(context.symbols)]
  const rows = await context.reportBuilder.answer('listings', 'the list of perpetuals', () => context.feed.listings())
  // Without the venue's list, symbols given by name can still be requested.
  if (!rows) return { symbols: named ?? [], listed: named ?? [] }
  const t = context.clock()
  const listed = rows.filter(one => !one.isDelisted).map(({ symbol }) => symbol)
  const unknown = named?.filter(name => !rows.some(({ symbol }) => symbol === name)) ?? []
  if (unknown.length)
    throw new InputError(`symbols: expected perpetuals of ${context.feed.title}, found ${unknown.join(', ')}`)
  if (what.includes('listings')) {
    const meant = named ? rows.filter(({ symbol }) => named.includes(symbol)) : rows
    context.reportBuilder.addChanges('listings', await context.writer.write('listings', meant))
  }
  if (!named) return { symbols: listed, listed }
  const gone = named.filter(name => !listed.includes(name))
  for (const one of what) if (one === 'books' || one === 'contexts') reportDelisted(context, one, gone, t)
  return { symbols: named, listed: named.filter(name => listed.includes(name)) }
}

function reportDelisted({ reportBuilder }: FetchContext, what: DataKind, symbols: readonly string[], t: EpochMs): void {
  for (const symbol of symbols)
    reportBuilder.addMissing({ what, symbol, stream: what, from: t, to: t, reason: 'it is delisted' })
}

async function tasksOf(
  context: FetchContext,
  what: readonly DataKind[],
  { symbols, listed }: Market,
): Promise<readonly FetchTask[]> {
  // Long intervals come first: they reach back furthest and cost least.
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
