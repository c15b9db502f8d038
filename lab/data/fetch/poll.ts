import { type DurationMs, type EpochMs, minute, second } from '../../market/units.ts'
import type { Lake } from '../lake/lake.ts'
import { listSeries } from '../lake/series.ts'
import { type Collected, candleRows, planReads, type Spending } from '../universe/collect.ts'
import { bookTasks, contextTask } from './snapshots.ts'
import { type FetchContext, runTasks } from './task.ts'

export interface PollOptions {
  /** How long books and contexts are read again and again. */
  readonly over: DurationMs
  /** Resolves after `ms`, or when the signal is aborted. */
  readonly sleep: (ms: DurationMs, signal: AbortSignal) => Promise<void>
  /** Request weight that may be spent in any minute. */
  readonly weightPerMinute: number
  /** Receives the share of the time that has passed, from 0 to 1. */
  readonly onProgress?: (share: number) => void
}

/** Time that one plan of reads covers. The next plan takes into account what this one has read. */
const round: DurationMs = 5 * second

/**
 * Reads books and contexts repeatedly until the time is over. The symbols with the highest score and the stalest data come
 * first.
 *
 * @param estimates composite score by symbol, from 0 to 1
 */
export async function pollMarket(
  context: FetchContext,
  symbols: readonly string[],
  estimates: ReadonlyMap<string, number>,
  { over, sleep, weightPerMinute, onProgress }: PollOptions,
): Promise<void> {
  const { clock, signal } = context
  const { costs } = context.feed
  const weights = { contexts: costs.contexts, book: costs.book, candles: costs.candles.question(candleRows) }
  const start = clock()
  const end = start + over
  let assets = await assetsOf(context, symbols, estimates)
  let spent: readonly Spending[] = []
  while (clock() < end && !signal.aborted) {
    const now = clock()
    const span = Math.min(round, end - now)
    const plan = planReads(assets, { weights, weightPerMinute, spent }, now, span)
    const books = plan.flatMap(({ call, symbol }) => (call === 'book' && symbol !== null ? [symbol] : []))
    const isContextDue = plan.some(({ call }) => call === 'contexts')
    const tasks = [...(isContextDue ? [contextTask(context, symbols)] : []), ...bookTasks(context, books)]
    await runTasks(tasks, signal, () => {})
    // A failed read counts as done too. Otherwise each plan would repeat it and read nothing else.
    assets = assets.map(asset => read(asset, isContextDue, books.includes(asset.symbol), clock()))
    spent = [...spent, ...plan].filter(({ at }) => at > clock() - minute)
    onProgress?.((clock() - start) / over)
    const left = Math.min(now + span, end) - clock()
    if (left > 0 && !signal.aborted) await sleep(left, signal)
  }
}

const read = (asset: Collected, hasContext: boolean, hasBook: boolean, at: EpochMs): Collected => ({
  ...asset,
  readAt: {
    ...asset.readAt,
    ...(hasContext && { price: at, metadata: at }),
    ...(hasBook && { liquidity: at }),
  },
})

/** Read time of data that was not requested: so far in the future that the data never becomes due. */
const never = Number.MAX_SAFE_INTEGER as EpochMs

async function assetsOf(
  { lake, what, feed }: FetchContext,
  symbols: readonly string[],
  estimates: ReadonlyMap<string, number>,
): Promise<readonly Collected[]> {
  const [books, contexts] = [
    await newestOf(lake, feed.venue, 'books'),
    await newestOf(lake, feed.venue, 'asset_contexts'),
  ]
  return symbols.map(symbol => {
    const context = what.includes('contexts') ? (contexts.get(symbol) ?? null) : never
    const liquidity = what.includes('books') ? (books.get(symbol) ?? null) : never
    return {
      ...{ symbol, score: estimates.get(symbol) ?? null },
      readAt: { price: context, metadata: context, liquidity, volatility: never, correlation: never },
    }
  })
}

const newestOf = async (
  lake: Lake,
  venue: string,
  table: 'books' | 'asset_contexts',
): Promise<ReadonlyMap<string, EpochMs>> =>
  new Map((await listSeries(lake, table)).filter(one => one.venue === venue).map(({ symbol, last }) => [symbol, last]))
