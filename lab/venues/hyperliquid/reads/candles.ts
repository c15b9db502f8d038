import type { Clock } from '../../../clock.ts'
import { InputError } from '../../../input-error.ts'
import type { Missing, Ranged } from '../../../market/ranged.ts'
import type { CandleRow } from '../../../market/records.ts'
import { type DurationMs, type EpochMs, floorTo } from '../../../market/units.ts'
import { parseCandles, type WireCandle } from '../wire/candle.ts'
import { intervalName } from '../wire/interval.ts'
import { show, WireError } from '../wire/refusal.ts'
import { pages } from './pages.ts'
import { ask, type Client, only } from './request.ts'
import { venue } from './venue.ts'

/** Number of bars that the venue keeps per symbol and interval, the open bar included. */
const kept = 5_000

/** Tolerated lead of the local clock over the venue's clock. Within it, no open bar is taken for closed. */
const clockTolerance: DurationMs = 5_000

/**
 * Reads the closed candles that open in [from, to). Time ranges without candles are returned as missing: the venue no
 * longer keeps them, or has none there. A bar that is still open is in neither list.
 *
 * @throws InputError if `from` is not before `to`, or the venue does not publish the interval; else like all reads
 */
export async function readCandles(
  client: Client,
  clock: Clock,
  symbol: string,
  interval: DurationMs,
  from: EpochMs,
  to: EpochMs,
): Promise<Ranged<CandleRow>> {
  const name = intervalName(interval)
  if (!name) throw new InputError(`candles of ${symbol}: expected an interval of Hyperliquid, found ${interval} ms`)
  const what = `info candleSnapshot ${symbol} ${name}`
  if (!(from < to)) throw new InputError(`${what}: expected a start before the end, found ${from} and ${to}`)
  const candles = await pages(
    what,
    from,
    (to - 1) as EpochMs,
    kept,
    async (startTime, endTime) => {
      const question = () => client.candleSnapshot({ coin: symbol, interval: name, startTime, endTime })
      const some = only(what, await ask(what, question, parseCandles), symbol)
      return ofInterval(what, some, interval)
    },
    candle => `${candle.t}`,
    candle => candle.end,
  )
  const now = clock()
  const closed = candles.filter(candle => candle.end + clockTolerance <= now)
  const oldest = oldestKept(now, interval)
  return { rows: closed.map(row), missing: gaps(closed, interval, from, Math.min(to, openBar(now, interval)), oldest) }
}

function ofInterval(what: string, candles: readonly WireCandle[], interval: DurationMs): readonly WireCandle[] {
  const other = candles.findIndex(candle => candle.interval !== interval)
  if (other >= 0) throw new WireError(what, `${other}.i`, `${interval} ms`, show(candles[other].interval))
  return candles
}

const openBar = (now: EpochMs, interval: DurationMs) => floorTo(now - clockTolerance, interval)
const oldestKept = (now: EpochMs, interval: DurationMs) => openBar(now, interval) - (kept - 1) * interval

/**
 * Time ranges in [from, to) without a bar, with the reason.
 *
 * @param to     at most the start of the open bar
 * @param oldest open time of the oldest bar that the venue keeps
 */
function gaps(
  bars: readonly { readonly t: EpochMs }[],
  interval: DurationMs,
  from: number,
  to: number,
  oldest: number,
): Missing[] {
  const missing: Missing[] = []
  const add = (start: number, end: number, reason: string) => {
    if (start < end) missing.push({ from: start as EpochMs, to: end as EpochMs, reason })
  }
  const gap = (start: number, end: number) => {
    add(start, Math.min(end, oldest), `Hyperliquid keeps only the ${kept} newest bars`)
    add(Math.max(start, oldest), end, 'Hyperliquid has no bars there: not listed yet, nothing traded, or it was down')
  }
  let next = from
  for (const { t } of bars) {
    // A range before the first bar that is shorter than a bar is not a gap: `from` then lies inside a bar.
    if (t - next >= interval) gap(next, t)
    next = t + interval
  }
  if (to - next >= interval || (!bars.length && next < to)) gap(next, to)
  return missing
}

const row = ({ end, ...candle }: WireCandle): CandleRow => ({ venue, ...candle, funding: null, vwap: null })
