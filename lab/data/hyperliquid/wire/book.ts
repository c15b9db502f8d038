import type { EpochMs } from '../../../market/units.ts'
import { at, list, positive, raw, text, time } from './fields.ts'
import { reading, refuse } from './refusal.ts'

/** The book at one moment, best level first; a side may be empty. */
export interface WireBook {
  readonly symbol: string
  readonly t: EpochMs
  readonly bidPrices: readonly number[]
  /** Base units, above 0. */
  readonly bidSizes: readonly number[]
  readonly askPrices: readonly number[]
  readonly askSizes: readonly number[]
}

/** `l2Book`, asked or streamed. @throws WireError, also when levels are not in order, or cross */
export const parseBook = (data: unknown, what = 'l2Book'): WireBook => reading(what, data, book)

function book(data: unknown): WireBook {
  const from = raw(data)
  const symbol = text(from, 'coin')
  const t = time(from, 'time')
  const sides = at(from, 'levels', levels => list(levels, ladder))
  if (sides.length !== 2) refuse('levels', 'bids and asks', from.levels)
  const [bids, asks] = sides
  inOrder(bids.prices, -1, 0)
  inOrder(asks.prices, 1, 1)
  if (bids.prices[0] >= asks.prices[0]) {
    refuse('levels', 'bids below asks', `${bids.prices[0]} against ${asks.prices[0]}`)
  }
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

function inOrder(prices: readonly number[], direction: 1 | -1, side: number): void {
  for (let i = 1; i < prices.length; i++) {
    if ((prices[i] - prices[i - 1]) * direction > 0) continue
    refuse(`levels.${side}.${i}.px`, `a price ${direction > 0 ? 'above' : 'below'} ${prices[i - 1]}`, prices[i])
  }
}
