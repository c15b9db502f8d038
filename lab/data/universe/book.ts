import type { BookRow } from '../../market/records.ts'
import { median } from './median.ts'

/** USD resting on each side of the book. */
export interface Depth {
  readonly bidUsd: number
  readonly askUsd: number
}

/** Medians over several snapshots of one symbol's book; null where no snapshot gives the value. */
export interface BookFacts {
  /** Number of snapshots used. Snapshots with bid ≥ ask are left out as invalid. */
  readonly snapshots: number
  /** (best ask − best bid) / mid, a fraction. */
  readonly spread: number | null
  /** Depth of the five best levels of each side. */
  readonly top5: Depth | null
  /** Depth within 10 basis points of the mid, and below within 25; a lower bound where the snapshot ends earlier. */
  readonly within10Bps: Depth | null
  readonly within25Bps: Depth | null
}

export function bookFacts(books: readonly BookRow[]): BookFacts {
  const sound = books.filter(book => !isCrossed(book))
  const spreads = sound.flatMap(book => {
    const mid = midOf(book)
    return mid === null ? [] : [(book.askPrices[0] - book.bidPrices[0]) / mid]
  })
  return {
    snapshots: sound.length,
    spread: median(spreads),
    top5: typical(sound.map(book => depth(book, (_, level) => level < 5))),
    within10Bps: typical(sound.flatMap(book => near(book, 10))),
    within25Bps: typical(sound.flatMap(book => near(book, 25))),
  }
}

const isCrossed = ({ bidPrices, askPrices }: BookRow): boolean =>
  bidPrices.length > 0 && askPrices.length > 0 && bidPrices[0] >= askPrices[0]

/** Mid price; null when a side is empty. */
const midOf = ({ bidPrices, askPrices }: BookRow): number | null =>
  bidPrices.length > 0 && askPrices.length > 0 ? (bidPrices[0] + askPrices[0]) / 2 : null

function near(book: BookRow, bps: number): Depth[] {
  const mid = midOf(book)
  return mid === null ? [] : [depth(book, price => Math.abs(price - mid) <= (mid * bps) / 1e4)]
}

/** @param counts selects levels by price and index, 0 being the best */
function depth(book: BookRow, counts: (price: number, level: number) => boolean): Depth {
  const side = (prices: readonly number[], sizes: readonly number[]) =>
    prices.reduce((sum, price, level) => (counts(price, level) ? sum + price * sizes[level] : sum), 0)
  return { bidUsd: side(book.bidPrices, book.bidSizes), askUsd: side(book.askPrices, book.askSizes) }
}

function typical(depths: readonly Depth[]): Depth | null {
  const bidUsd = median(depths.map(({ bidUsd }) => bidUsd))
  const askUsd = median(depths.map(({ askUsd }) => askUsd))
  return bidUsd === null || askUsd === null ? null : { bidUsd, askUsd }
}
