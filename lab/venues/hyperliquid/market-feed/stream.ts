import { InputError } from '../../../input-error.ts'
import type { FeedEvent, FeedStream } from '../../../market/feed-stream.ts'
import { showInterval } from '../../../market/units.ts'
import { fillRow } from '../reads/fills.ts'
import { createStream, type StreamOptions } from '../stream/stream.ts'
import { intervalName } from '../wire/interval.ts'
import { feedEvent } from './event.ts'

/**
 * The venue's stream behind the market-feed port. Trades are passed on unchanged, since they are by far the most messages.
 */
export function feedStream(options: Omit<StreamOptions, 'onEvent'>, onEvent: (event: FeedEvent) => void): FeedStream {
  const stream = createStream({
    ...options,
    onEvent: event => {
      const portEvent = feedEvent(event)
      if (portEvent) onEvent(portEvent)
    },
  })
  return {
    trades: (symbol, handler, some) => stream.subscribe({ type: 'trades', coin: symbol }, handler, some),
    books: (symbol, handler) => stream.subscribe({ type: 'l2Book', coin: symbol }, handler),
    contexts: (symbol, handler) =>
      stream.subscribe({ type: 'activeAssetCtx', coin: symbol }, message => {
        if (message.data.market !== 'perp') return undefined
        const { market, ...data } = message.data
        return handler({ ...message, data })
      }),
    candles(symbol, length, handler) {
      const interval = intervalName(length)
      if (!interval) throw new InputError(`expected an interval of Hyperliquid, found ${showInterval(length)}`)
      return stream.subscribe({ type: 'candle', coin: symbol, interval }, handler)
    },
    fills: (account, handler) =>
      stream.subscribe({ type: 'userFills', user: account }, message =>
        handler({ ...message, data: message.data.map(fill => fillRow(account, fill)) }),
      ),
    counters: stream.counters,
    close: stream.close,
  }
}
