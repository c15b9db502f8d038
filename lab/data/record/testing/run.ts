import { hour, minute, second } from '../../../market/units.ts'
import { random } from '../../../random.ts'
import { InfoTransport } from '../../../venues/hyperliquid/http/transport.ts'
import { hyperliquidFeed } from '../../../venues/hyperliquid/market-feed/feed.ts'
import type { Lake } from '../../lake/lake.ts'
import { defaults, type RecorderOptions } from '../options.ts'
import { startRecorder } from '../recorder.ts'
import type { fastTime } from './fast-time.ts'
import type { TestVenue } from './venue.ts'

export const intervals = [second, minute, 5 * minute, hour]

/** A recorder of everything that a test venue trades. */
export function recordVenue(
  lake: Lake,
  venue: TestVenue,
  { clock, timers }: ReturnType<typeof fastTime>,
  changes: Partial<RecorderOptions> = {},
) {
  const transport = new InfoTransport({
    url: venue.server.infoUrl.replace(/\/info$/, ''),
    ...{ clock, timers, random: random(1), timeout: 60 * second },
  })
  const feed = hyperliquidFeed({
    ...{ transport, streamUrl: venue.server.url, clock, timers, random: random(2) },
  })
  const started = startRecorder({
    ...defaults,
    ...{ lake, feed, symbols: [...venue.tapes.keys()] },
    ...{ intervals, trades: true, audit: true, books: 10 * second, contexts: undefined, funding: false },
    ...{ backfill: 20, clock, timers, random: random(2) },
    ...changes,
  })
  return {
    started,
    async close() {
      await (await started).stop()
      await feed.close()
    },
  }
}
