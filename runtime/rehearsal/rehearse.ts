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
  /** Bars of every symbol of the universe. Those before `from` serve as the strategy's warm-up. */
  readonly market: readonly Bars[]
  readonly instruments: Instruments
  readonly cash: Usd
  readonly costs: Costs
  readonly from: EpochMs
  readonly to: EpochMs
  /** Path of the journal. An existing journal of the same run is continued. */
  readonly journal: string
  /** Name of the run, from which client ids are derived. */
  readonly run: string
  /** The journal is deleted after the run, so it need not survive a power cut and is not synced to the disk. */
  readonly ephemeral?: true
  /**
   * Called at regular steps.
   *
   * @param share share of the time range that has passed, 0…1
   * @param at    all journal records until this time are on the disk
   */
  readonly onProgress?: (share: number, at: EpochMs) => void
}

export interface Rehearsal {
  readonly outcome: Outcome
  /** State of the runtime at the end. */
  readonly state: State
  /** Number of journal records replayed from an earlier, interrupted start of this run. */
  readonly replayed: number
}

/** Number of steps, each one bar interval long, between two reports of progress. */
const reportEvery = 256

/**
 * Trades a strategy with the runtime on the embedded exchange over historical bars. All code of live trading runs, as
 * fast as the machine allows.
 *
 * @throws RangeError when a symbol of the universe has no bars
 * @throws Error when the journal belongs to another run, or when positions or cash of runtime and exchange differ at
 *   the end
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
        `${options.journal}: holds records after the last bar, so it is of a run over a longer time; start another run`,
      )
    }
    requireSameBooks(trader.state, exchange)
    return { outcome: record.outcome(), state: trader.state, replayed: journalRecorder.replayed }
  } finally {
    // A failed run releases the journal too, so that the same process can try again.
    journalRecorder.close()
  }
}

interface Step {
  readonly openTime: EpochMs
  /** The symbols that have a bar at this time, in the order of the universe, with the row of that bar. */
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

/** @throws Error when positions or cash of runtime and exchange differ */
function requireSameBooks({ account }: State, exchange: Exchange): void {
  const theirs = exchange.account
  const symbols = new Set([...account.positions.keys(), ...theirs.positions.keys()])
  for (const symbol of symbols) {
    const [ours, venues] = [account.positions.get(symbol)?.size ?? 0, theirs.positions.get(symbol)?.size ?? 0]
    if (ours !== venues)
      throw new Error(`${symbol}: expected equal positions, found ${ours} in the runtime and ${venues} on the exchange`)
  }
  if (Math.abs(account.cash - theirs.cash) > 1e-6 * Math.max(1, Math.abs(theirs.cash))) {
    throw new Error(
      `expected equal cash, found ${account.cash} USD in the runtime and ${theirs.cash} USD on the exchange`,
    )
  }
}
