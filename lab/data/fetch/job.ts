import { InputError } from '../../input-error.ts'
import type { EpochMs } from '../../market/units.ts'
import { candleErrand } from './candles.ts'
import { type FetchContext, type Errand, runErrands } from './errand.ts'
import { fundingErrand } from './funding.ts'
import { readHeld } from './held.ts'
import { createKeeper } from './keeper.ts'
import { type FetchOptions, type What, whats } from './options.ts'
import { createAccount, type Report } from './report.ts'
import { sentimentErrand } from './sentiment.ts'
import { bookErrands, contextErrand } from './snapshots.ts'
import { type WatchOptions, watchMarket } from './watch.ts'
import { byWorth, worthOf } from './worth.ts'

/**
 * Brings what the venue has of the past into the lake, from where the lake ends, and what it says of now. Every row is on the disk
 * soon after it came: killed at any moment, the next one goes on. What the venue does not have is on record in the table `gaps`; a read
 * that failed is on the report, and no reason to stop.
 *
 * @param watching how to go on keeping books and contexts fresh; undefined: not
 * @throws InputError for symbols that the venue does not know
 */
export async function fetchHistory(options: FetchOptions, watching?: WatchOptions): Promise<Report> {
  const what = whats.filter(one => options.what.includes(one))
  const context: FetchContext = { ...options, keeper: createKeeper(options.lake), account: createAccount(what) }
  const market = await openMarket(context, what)
  const worth = await worthOf(options.lake, options.feed.venue, market.symbols, options.clock())
  const ordered: Market = { symbols: byWorth(market.symbols, worth), listed: byWorth(market.listed, worth) }
  const errands = await errandsOf(context, what, ordered)
  const total = errands.reduce((sum, { weight }) => sum + weight, 0)
  let done = 0
  try {
    await runErrands(errands, context.signal, ({ label, weight }) => {
      done += weight
      context.onProgress?.({ label, done, total })
    })
    if (watching && ordered.listed.length) await watchMarket(context, ordered.listed, worth, watching)
  } finally {
    await context.keeper.settle()
  }
  return context.account.report(context.signal.aborted)
}

interface Market {
  readonly symbols: readonly string[]
  /** Those of them that can be traded now. */
  readonly listed: readonly string[]
}

/** Which symbols are meant, by the venue's own list, which is kept when it is wanted. */
async function openMarket(context: FetchContext, what: readonly What[]): Promise<Market> {
  if (what.every(one => one === 'sentiment')) return { symbols: [], listed: [] }
  const named = context.symbols === 'all' ? undefined : [...new Set(context.symbols)]
  const rows = await context.account.answer('listings', 'the list of perpetuals', () => context.feed.listings())
  // Those that were named can be asked for all the same.
  if (!rows) return { symbols: named ?? [], listed: named ?? [] }
  const t = context.clock()
  const listed = rows.filter(one => !one.isDelisted).map(({ symbol }) => symbol)
  const unknown = named?.filter(name => !rows.some(({ symbol }) => symbol === name)) ?? []
  if (unknown.length)
    throw new InputError(`symbols: expected perpetuals of ${context.feed.title}, found ${unknown.join(', ')}`)
  if (what.includes('listings')) {
    const meant = named ? rows.filter(({ symbol }) => named.includes(symbol)) : rows
    context.account.changed('listings', await context.keeper.keep('listings', meant))
  }
  if (!named) return { symbols: listed, listed }
  const gone = named.filter(name => !listed.includes(name))
  for (const one of what) if (one === 'books' || one === 'contexts') tellDelisted(context, one, gone, t)
  return { symbols: named, listed: named.filter(name => listed.includes(name)) }
}

function tellDelisted({ account }: FetchContext, what: What, symbols: readonly string[], t: EpochMs): void {
  for (const symbol of symbols) account.lacks({ what, symbol, stream: what, from: t, to: t, reason: 'it is delisted' })
}

async function errandsOf(context: FetchContext, what: readonly What[], { symbols, listed }: Market): Promise<readonly Errand[]> {
  // The longest first: they reach back furthest, and cost least.
  const intervals = what.includes('candles') ? [...context.intervals].sort((a, b) => b - a) : []
  const held = await readHeld(context.lake, context.feed.venue, intervals)
  const errands: Readonly<Record<What, () => readonly (Errand | undefined)[]>> = {
    listings: () => [],
    sentiment: () => [sentimentErrand(context)],
    contexts: () => (listed.length ? [contextErrand(context, listed)] : []),
    books: () => bookErrands(context, listed),
    candles: () =>
      symbols.flatMap(symbol =>
        intervals.map(interval => candleErrand(context, symbol, interval, held.candles(symbol, interval))),
      ),
    funding: () => symbols.map(symbol => fundingErrand(context, symbol, held.funding(symbol))),
  }
  return what.flatMap(one => errands[one]()).filter(errand => errand !== undefined)
}
