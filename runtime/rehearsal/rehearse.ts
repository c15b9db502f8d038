import type { Instruments } from '../../lab/market/account.ts'
import { type Bars, rowAt, slice } from '../../lab/market/bars.ts'
import type { Costs } from '../../lab/market/fees.ts'
import type { Outcome } from '../../lab/market/outcome.ts'
import { type EpochMs, epochMs, type Usd } from '../../lab/market/units.ts'
import { requireColumns } from '../../lab/strategy/require-columns.ts'
import type { Strategy } from '../../lab/strategy/strategy.ts'
import { barAt, Exchange } from '../../lab/venues/embedded/bars/exchange.ts'
import { embeddedVenue } from '../../lab/venues/embedded/bars/venue.ts'
import { SignalEngine } from '../feed/signal-engine.ts'
import { JournalRecorder } from '../journal/journal-recorder.ts'
import type { State } from '../state.ts'
import { Trader } from '../trader.ts'
import { outcomeRecorder } from './record.ts'

export interface RehearsalOptions {
  readonly strategy: Strategy
  /** Bars of every symbol of the universe; those before `from` warm the strategy up. */
  readonly market: readonly Bars[]
  readonly instruments: Instruments
  readonly cash: Usd
  readonly costs: Costs
  readonly from: EpochMs
  readonly to: EpochMs
  /** An existing journal of the same run is continued. */
  readonly journal: string
  readonly run: string
  /** The journal is thrown away when it is over: no time is spent on its surviving a power cut. */
  readonly ephemeral?: true
  /** Share of the time that has passed, 0…1; what was told of is on the disk. */
  readonly onProgress?: (share: number, at: EpochMs) => void
}

export interface Rehearsal {
  readonly outcome: Outcome
  /** The runtime's own books at the end. */
  readonly state: State
  /** Records that an earlier, interrupted life of this run had left. */
  readonly replayed: number
}

/** Bars between two reports of progress. */
const reportEvery = 256

/**
 * The runtime trades a strategy on the embedded exchange over history: the whole live path, at the speed of the machine.
 *
 * @throws Error when the runtime's books and the exchange's differ in the end
 */
export async function rehearse(options: RehearsalOptions): Promise<Rehearsal> {
  const { strategy, instruments, cash, costs, from, to } = options
  const market = strategy.universe.map(symbol => {
    const bars = options.market.find(bars => bars.symbol === symbol)
    if (!bars) throw new RangeError(`no bars of ${symbol}, which the strategy trades`)
    requireColumns(strategy, bars)
    return bars
  })
  let now = from
  const clock = () => now
  const record = outcomeRecorder(() => exchange.account, instruments, {
    cash,
    interval: strategy.interval,
    synthetic: market.some(bars => bars.synthetic),
  })
  const exchange = new Exchange({
    cash,
    costs,
    instruments,
    interval: strategy.interval,
    onEvent: event => {
      record.onEvent(event)
      publish(event)
    },
  })
  const { venue, feed, publish } = embeddedVenue(exchange, instruments, clock)
  const journalRecorder = new JournalRecorder(options.journal, clock, !options.ephemeral)
  try {
    const trader = await Trader.start({
      context: { strategy, instruments },
      venue,
      feed,
      signalEngine: new SignalEngine(
        strategy,
        market.map(bars => slice(bars, 0, rowAt(bars, from))),
      ),
      journalRecorder,
      clock,
      run: options.run,
    })
    let steps = 0
    for (const { openTime, rows } of timeline(market, from, to)) {
      now = openTime
      exchange.open(
        now,
        rows.map(({ bars, row }) => barAt(bars, row)),
      )
      await trader.idle()
      now = epochMs(openTime + strategy.interval - 1)
      exchange.inside(now)
      await trader.idle()
      now = epochMs(openTime + strategy.interval)
      exchange.close(now)
      await trader.idle()
      if (options.onProgress && ++steps % reportEvery === 0) {
        if (journalRecorder.caughtUp) journalRecorder.flush()
        options.onProgress((now - from) / (to - from), now)
      }
    }
    await trader.stop()
    if (!journalRecorder.caughtUp) {
      throw new Error(
        `${options.journal} goes on after the last bar: it is of a run over a longer time; start another run`,
      )
    }
    requireSameBooks(trader.state, exchange)
    return { outcome: record.outcome(), state: trader.state, replayed: journalRecorder.replayed }
  } finally {
    // A run that failed gives its journal back: the next attempt may come from the same process.
    journalRecorder.close()
  }
}

interface Step {
  readonly openTime: EpochMs
  /** Symbols that have a bar at that time, in the order of the universe. */
  readonly rows: readonly { readonly bars: Bars; readonly row: number }[]
}

function* timeline(market: readonly Bars[], from: EpochMs, to: EpochMs): Generator<Step> {
  const rows = market.map(bars => rowAt(bars, from))
  for (;;) {
    let next = Number.POSITIVE_INFINITY
    market.forEach(({ openTime }, k) => {
      if (rows[k] < openTime.length) next = Math.min(next, openTime[rows[k]])
    })
    if (!(next < to)) return
    const here = market.flatMap((bars, k) => (bars.openTime[rows[k]] === next ? [{ bars, row: rows[k] }] : []))
    market.forEach((bars, k) => {
      if (bars.openTime[rows[k]] === next) rows[k]++
    })
    yield { openTime: epochMs(next), rows: here }
  }
}

/** The account is compared with the venue, not with itself. */
function requireSameBooks({ account }: State, exchange: Exchange): void {
  const theirs = exchange.account
  const symbols = new Set([...account.positions.keys(), ...theirs.positions.keys()])
  for (const symbol of symbols) {
    const [ours, venues] = [account.positions.get(symbol)?.size ?? 0, theirs.positions.get(symbol)?.size ?? 0]
    if (ours !== venues)
      throw new Error(`${symbol}: the runtime believes it holds ${ours}, the exchange says ${venues}`)
  }
  if (Math.abs(account.cash - theirs.cash) > 1e-6 * Math.max(1, Math.abs(theirs.cash))) {
    throw new Error(`the runtime counts ${account.cash} USD of cash, the exchange ${theirs.cash}`)
  }
}
