import type { BookRow } from '../../market/records.ts'
import type { FetchContext, Errand } from './errand.ts'

/** Books that are written at once. */
const batch = 25

/** All contexts come by one question, whoever is meant. */
export function contextErrand(context: FetchContext, symbols: readonly string[]): Errand {
  const run = async () => {
    const rows = await context.account.answer('contexts', 'asset contexts', () => context.feed.contexts())
    if (!rows) return
    const meant = new Set(symbols)
    const some = rows.filter(({ symbol }) => meant.has(symbol))
    context.account.changed('contexts', await context.keeper.keep('asset_contexts', some))
  }
  return { what: 'contexts', label: 'asset contexts', weight: context.feed.costs.contexts, run }
}

/** The books of these symbols, as deep as the venue shows them. */
export function bookErrands(context: FetchContext, symbols: readonly string[]): readonly Errand[] {
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
    const row = await context.account.answer('books', `book of ${symbol}`, () => context.feed.book(symbol))
    if (row) rows.push(row)
  }
  context.account.changed('books', await context.keeper.keep('books', rows))
}
