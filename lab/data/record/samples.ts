import type { EpochMs } from '../../market/units.ts'
import { venue } from '../hyperliquid/reads/venue.ts'
import type { Gap } from '../hyperliquid/stream/gap.ts'
import type { Stream } from '../hyperliquid/stream/stream.ts'
import type { Buffer } from './buffer.ts'
import type { Hole } from './hole.ts'
import type { RecorderOptions } from './options.ts'

/** Keeps a book and a context of each symbol now and then. */
export function keepSamples({ symbols, books, contexts }: RecorderOptions, stream: Stream, buffer: Buffer): void {
  for (const symbol of symbols) {
    if (books !== undefined) {
      const isDue = cadence(books)
      stream.subscribe({ type: 'l2Book', coin: symbol }, ({ data, receivedAt }) => {
        if (isDue(receivedAt)) buffer.add('books', { venue, ...data })
      })
    }
    if (contexts !== undefined) {
      const isDue = cadence(contexts)
      stream.subscribe({ type: 'activeAssetCtx', coin: symbol }, ({ data, receivedAt }) => {
        if (data.market !== 'perp' || !isDue(receivedAt)) return
        const { market, ...context } = data
        buffer.add('asset_contexts', { venue, t: receivedAt, ...context })
      })
    }
  }
}

/** Of what is sampled, only a pause longer than from one sample to the next is missed. */
export function holeOfSamples({ subscription, from, to, reason }: Gap, options: RecorderOptions): Hole | undefined {
  const of = { l2Book: ['books', options.books], activeAssetCtx: ['asset_contexts', options.contexts] } as const
  if (subscription.type !== 'l2Book' && subscription.type !== 'activeAssetCtx') return undefined
  const [stream, length] = of[subscription.type]
  if (length === undefined || to.receivedAt - from.receivedAt <= length) return undefined
  return { symbol: subscription.coin, stream, from: from.receivedAt, to: to.receivedAt, reason }
}

/** Whether the next one is due: at most one in each stretch of `length`. */
function cadence(length: number): (at: EpochMs) => boolean {
  let last = -1
  return at => {
    const stretch = Math.floor(at / length)
    if (stretch === last) return false
    last = stretch
    return true
  }
}
