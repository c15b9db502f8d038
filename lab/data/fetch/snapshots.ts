import type { BookRow } from '../../market/records.ts'
import type { FetchContext, FetchTask } from './task.ts'

/** Number of order books that are written to the lake together. */
const batch = 25

/**
 * The task that reads the asset contexts. One request returns those of all symbols; only those of `symbols` are
 * written.
 */
export function contextTask(context: FetchContext, symbols: readonly string[]): FetchTask {
  const run = async () => {
    const rows = await context.reportBuilder.answer('contexts', 'asset contexts', () => context.feed.contexts())
    if (!rows) return
    const wanted = new Set(symbols)
    const some = rows.filter(({ symbol }) => wanted.has(symbol))
    context.reportBuilder.addChanges('contexts', await context.writer.write('asset_contexts', some))
  }
  return { what: 'contexts', label: 'asset contexts', weight: context.feed.costs.contexts, run }
}

/** Tasks that read the order books of the symbols, with as many levels as the venue returns. */
export function bookTasks(context: FetchContext, symbols: readonly string[]): readonly FetchTask[] {
  return Array.from({ length: Math.ceil(symbols.length / batch) }, (_, i) => {
    const some = symbols.slice(i * batch, (i + 1) * batch)
    return {
      what: 'books',
      label: `books of ${some.join(', ')}`,
      weight: context.feed.costs.book * some.length,
      run: () => books(context, some),
    }
  })
}

async function books(context: FetchContext, symbols: readonly string[]): Promise<void> {
  const rows: BookRow[] = []
  for (const symbol of symbols) {
    if (context.signal.aborted) break
    const row = await context.reportBuilder.answer('books', `book of ${symbol}`, () => context.feed.book(symbol))
    if (row) rows.push(row)
  }
  context.reportBuilder.addChanges('books', await context.writer.write('books', rows))
}
