import { venue } from '../reads/venue.ts'
import { disorderIn, parseAnyBook } from '../wire/book.ts'
import { at, raw, text as textOf } from '../wire/fields.ts'
import { refuse } from '../wire/refusal.ts'
import { json } from './json.ts'
import type { Reader, Wanted } from './reader.ts'

const invalidBooks = 'books that are crossed or out of order'

/**
 * Reads `market_data/{YYYYMMDD}/{H}/l2Book/{COIN}.lz4`: one message of the venue's `l2Book` stream per line, about two
 * per second. A row has the venue's time, as in the live stream, and not the time of the archive's recorder.
 */
export function bookReader(wanted: Wanted): Reader<'books'> {
  const skipped = new Map<string, number>()
  return {
    table: 'books',
    line(text) {
      const frame = raw(raw(json(text)).raw)
      if (frame.channel !== 'l2Book') refuse('raw.channel', '"l2Book"', frame.channel)
      if (!wanted(at(frame, 'data', data => textOf(raw(data), 'coin')))) return []
      const book = parseAnyBook(frame.data, 'raw.data')
      if (!disorderIn(book)) return [{ venue, ...book }]
      // A file has hundreds of thousands of books, so only the invalid book is skipped, not the whole file.
      skipped.set(invalidBooks, (skipped.get(invalidBooks) ?? 0) + 1)
      return []
    },
    rest: () => [],
    skipped,
  }
}
