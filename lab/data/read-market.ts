import { InputError } from '../input-error.ts'
import type { Bars } from '../market/bars.ts'
import { type DurationMs, day, type EpochMs, showInterval, showTime } from '../market/units.ts'
import { ownMemory, sharedMemory } from './lake/database.ts'
import type { Lake } from './lake/lake.ts'
import { readBars } from './lake/read.ts'

/** Selects the bars of several symbols over one time range. */
export interface MarketQuery {
  readonly venue: string
  readonly symbols: readonly string[]
  readonly interval: DurationMs
  /** Start of trading, epoch ms. */
  readonly from: EpochMs
  /** End of trading, epoch ms, exclusive. */
  readonly to: EpochMs
  /** Extra time before `from` for the warm-up of indicators; read as far as the lake has it. */
  readonly lead: DurationMs
  /** Puts the columns into memory that threads can share; by default each `Bars` has its own, unshared memory. */
  readonly shared?: true
  /** Accepts series that begin more than a day after `from`, such as new coins; by default they are refused. */
  readonly listedLater?: true
}

/**
 * Reads bars of several symbols over one time range, in the order of `symbols`.
 *
 * @throws InputError when a series is missing, or begins or ends more than a day short of the range. With
 *   `listedLater`, a series may begin late, but at least one must begin in time.
 */
export async function readMarket(
  lake: Lake,
  { venue, symbols, interval, from, to, lead, shared, listedLater }: MarketQuery,
): Promise<readonly Bars[]> {
  const market: Bars[] = []
  let whole = 0
  for (const symbol of symbols) {
    const bars = await readBars(
      lake,
      { venue, symbol, interval, from: from - lead, to },
      shared ? sharedMemory : ownMemory,
    )
    const what = `${venue} ${symbol} ${showInterval(interval)}`
    const n = bars.openTime.length
    if (n === 0) throw new InputError(`${what}: the lake has no bars from ${showTime(from)} to ${showTime(to)}`)
    const [first, last] = [bars.openTime[0], bars.openTime[n - 1] + interval]
    // Up to a day may be missing at either end, because an outage of the venue can cause that.
    const beginsLate = first > from + day
    if ((beginsLate && !listedLater) || last < to - day) {
      const remedy = last < to - day ? '' : ': leave it out, or trade it from its first bar on with --listed-later'
      throw new InputError(
        `${what}: the lake has ${showTime(first)} to ${showTime(last)}, asked for ${showTime(from)} to ${showTime(to)}${remedy}`,
      )
    }
    if (!beginsLate) whole++
    market.push(bars)
  }
  if (whole === 0)
    throw new InputError(
      `${venue} ${symbols.join(', ')}: no symbol has bars from ${showTime(from)} on: nothing to trade at the start`,
    )
  return market
}
