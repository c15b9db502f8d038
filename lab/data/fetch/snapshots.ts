import type { BookRow } from '../../market/records.ts'
import type { Desk, Errand } from './errand.ts'

/** Books that are written at once. */
const batch = 25

/** All contexts come by one question, whoever is meant. */
export function contextErrand(desk: Desk, symbols: readonly string[]): Errand {
  const run = async () => {
    const rows = await desk.account.answer('contexts', 'asset contexts', () => desk.feed.contexts())
    if (!rows) return
    const meant = new Set(symbols)
    const some = rows.filter(({ symbol }) => meant.has(symbol))
    desk.account.changed('contexts', await desk.keeper.keep('asset_contexts', some))
  }
  return { what: 'contexts', label: 'asset contexts', weight: desk.feed.costs.contexts, run }
}

/** The books of these symbols, as deep as the venue shows them. */
export function bookErrands(desk: Desk, symbols: readonly string[]): readonly Errand[] {
  return Array.from({ length: Math.ceil(symbols.length / batch) }, (_, i) => {
    const some = symbols.slice(i * batch, (i + 1) * batch)
    return {
      what: 'books',
      label: `books of ${some.join(', ')}`,
      weight: desk.feed.costs.book * some.length,
      run: () => books(desk, some),
    }
  })
}

async function books(desk: Desk, symbols: readonly string[]): Promise<void> {
  const rows: BookRow[] = []
  for (const symbol of symbols) {
    if (desk.signal.aborted) break
    const row = await desk.account.answer('books', `book of ${symbol}`, () => desk.feed.book(symbol))
    if (row) rows.push(row)
  }
  desk.account.changed('books', await desk.keeper.keep('books', rows))
}
