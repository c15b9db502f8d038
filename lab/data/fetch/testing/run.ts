import { type EpochMs, second } from '../../../market/units.ts'
import { random } from '../../../random.ts'
import { freshBudget } from '../../../venues/hyperliquid/http/budget.ts'
import { Gate } from '../../../venues/hyperliquid/http/gate.ts'
import { InfoTransport } from '../../../venues/hyperliquid/http/transport.ts'
import { hyperliquidFeed } from '../../../venues/hyperliquid/market-feed/feed.ts'
import type { Lake } from '../../lake/lake.ts'
import { fastTime } from '../../record/testing/fast-time.ts'
import { fetchHistory } from '../job.ts'
import type { FetchOptions } from '../options.ts'
import type { PollOptions } from '../poll.ts'

/** A fetch from a test venue without rate limit, and with short pauses. */
export async function fetchFrom(
  url: string,
  lake: Lake,
  now: EpochMs,
  changes: Partial<FetchOptions> = {},
  watching?: PollOptions,
) {
  const { clock, timers } = fastTime(now, 500)
  const gate = new Gate(clock, freshBudget(1e9), timers)
  const transport = new InfoTransport({ url, clock, timers, gate, random: random(1), timeout: 3_000 * second })
  const feed = hyperliquidFeed({
    ...{ transport, streamUrl: 'ws://127.0.0.1/ws', clock: () => now, timers, random: random(2) },
  })
  try {
    const options: FetchOptions = {
      ...{ lake, clock: () => now, what: ['candles'], symbols: 'all', intervals: [3_600_000] },
      ...{ feed, signal: new AbortController().signal },
      fearGreed: { read: () => Promise.reject(new Error('unexpected read of the index')) },
      ...changes,
    }
    return await fetchHistory(options, watching)
  } finally {
    await feed.close()
  }
}
