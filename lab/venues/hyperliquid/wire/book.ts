import type { EpochMs } from '../../../market/units.ts'
import { at, list, positive, raw, text, time } from './fields.ts'
import { reading, refuse } from './refusal.ts'

/** The order book at one time, best level first. A side may be empty. */
export interface WireBook {
  readonly symbol: string
  readonly t: EpochMs
  readonly bidPrices: readonly number[]
  /** Base units, above 0. */
  readonly bidSizes: readonly number[]
  readonly askPrices: readonly number[]
  readonly askSizes: readonly number[]
}

/** Parses `l2Book`, requested or streamed. @throws WireError, also when levels are out of order or cross */
export const parseBook = (data: unknown, what = 'l2Book'): WireBook =>
  reading(what, data, answer => {
    const found = book(answer)
    const disorder = disorderIn(found)
    return disorder ? refuse(disorder.path, disorder.expected, disorder.found) : found
  })

/** Parses `l2Book` without checking the order of its levels: see {@link disorderIn}. @throws WireError */
export const parseAnyBook = (data: unknown, what = 'l2Book'): WireBook => reading(what, data, book)

/** The first place where levels are out of order or cross; undefined for a valid book. */
export function disorderIn({ bidPrices, askPrices }: WireBook) {
  return unordered(bidPrices, -1, 0) ?? unordered(askPrices, 1, 1) ?? crossed(bidPrices[0], askPrices[0])
}

const crossed = (bid: number, ask: number) =>
  bid >= ask ? { path: 'levels', expected: 'bids below asks', found: `${bid} against ${ask}` } : undefined

function book(data: unknown): WireBook {
  const from = raw(data)
  const symbol = text(from, 'coin')
  const t = time(from, 'time')
  const sides = at(from, 'levels', levels => list(levels, ladder))
  if (sides.length !== 2) refuse('levels', 'bids and asks', from.levels)
  const [bids, asks] = sides
  return {
    ...{ symbol, t, bidPrices: bids.prices, bidSizes: bids.sizes },
    ...{ askPrices: asks.prices, askSizes: asks.sizes },
  }
}

function ladder(data: unknown) {
  const prices: number[] = []
  const sizes: number[] = []
  list(data, level => {
    const from = raw(level)
    prices.push(positive(from, 'px'))
    sizes.push(positive(from, 'sz'))
  })
  return { prices, sizes }
}

function unordered(prices: readonly number[], direction: 1 | -1, side: number) {
  for (let i = 1; i < prices.length; i++) {
    if ((prices[i] - prices[i - 1]) * direction > 0) continue
    const expected = `a price ${direction > 0 ? 'above' : 'below'} ${prices[i - 1]}`
    return { path: `levels.${side}.${i}.px`, expected, found: prices[i] }
  }
  return undefined
}
