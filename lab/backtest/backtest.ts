import { type Indicators, sharingMarkets } from '../indicators/memo.ts'
import {
  type Account,
  applyFill,
  equity,
  heldIn,
  type Instruments,
  instrumentOf,
  openAccount,
} from '../market/account.ts'
import { reduced, refusal } from '../market/admission.ts'
import { type Bars, type Column, rowAt } from '../market/bars.ts'
import { laterFunding, openingFunding } from '../market/charges.ts'
import type { Costs } from '../market/fees.ts'
import { limitReached, makerFill, stopReached, takerFill } from '../market/fills.ts'
import { liquidation } from '../market/liquidation.ts'
import type { Execution } from '../market/order.ts'
import type { Outcome } from '../market/outcome.ts'
import { tradeLedger } from '../market/trades.ts'
import { type EpochMs, epochMs, type Price, type Usd } from '../market/units.ts'
import { type Protection, protection } from '../strategy/exits.ts'
import { type Eye, type Wish, wish } from '../strategy/exposure.ts'
import { afterClose, afterFill, flat, type Holding } from '../strategy/holding.ts'
import { type Draft, plan } from '../strategy/plan.ts'
import { requireColumns } from '../strategy/require-columns.ts'
import type { Strategy } from '../strategy/strategy.ts'

/** The world a strategy is tried in. */
export interface World {
  readonly cash: Usd
  readonly costs: Costs
  readonly instruments: Instruments
  /** Trading happens on bars that open in `[from, to)`; earlier bars only warm up. */
  readonly from: EpochMs
  readonly to: EpochMs
  /** Bars by which every decision comes late; absent: it is filled at the next open. */
  readonly delay?: number
}

/** One symbol while the backtest walks. */
interface Lane {
  readonly symbol: string
  readonly bars: Bars
  readonly wish: Wish
  row: number
  holding: Holding
  /** What protects the holding until the next close. */
  levels: Protection
}

/**
 * What would have happened. The plain evaluator: a walk over time that any faster one is held against.
 *
 * A decision at the close of a bar is filled at the symbol's next open, slippage and fee against us. Funding is charged by the hour on
 * what is held. Inside a bar the worst comes first: liquidation, then the stop, then the target. A liquidation ends the trading.
 *
 * @param market bars of every symbol of the universe, all of the strategy's interval
 * @throws RangeError where a symbol has no bars, or lacks a column that a seed needs
 */
export function backtest(
  strategy: Eye & Pick<Strategy, 'universe'>,
  market: readonly Bars[],
  world: World,
  indicators: Indicators,
): Outcome {
  const { costs, instruments, from, to, delay = 0 } = world
  const { interval, sizing, exits } = strategy
  const universe = strategy.universe.map(symbol => {
    const bars = market.find(bars => bars.symbol === symbol)
    if (!bars) throw new RangeError(`no bars of ${symbol}, which the strategy trades`)
    requireColumns(strategy, bars)
    return bars
  })
  const shared = sharingMarkets(indicators)
  const lanes = universe.map(
    (bars): Lane => ({
      symbol: bars.symbol,
      bars,
      wish: late(wish(strategy, bars, universe, shared), delay),
      row: rowAt(bars, from),
      holding: flat,
      levels: {},
    }),
  )

  let account: Account = openAccount(world.cash)
  let pending: readonly Draft[] = []
  let liquidations = 0
  let moving: readonly Lane[] = []
  const marks = new Map<string, Price>()
  const ledger = tradeLedger()
  const executions: Execution[] = []
  const refused = new Map<string, number>()
  const paid = { feesUsd: 0, slippageUsd: 0, fundingUsd: 0, assumedFundingUsd: 0, takeoverUsd: 0 }
  const [times, equities, grosses]: [number[], number[], number[]] = [[], [], []]

  for (let now = nextOpen(); now < to; now = nextOpen()) {
    const open = lanes.filter(lane => lane.row < lane.bars.openTime.length && lane.bars.openTime[lane.row] === now)
    const at = epochMs(now)
    const inside = epochMs(now + interval - 1)

    for (const lane of open) {
      marks.set(lane.symbol, lane.bars.open[lane.row])
      fund(lane, openingFunding(account, fundedBar(lane), costs, instrumentOf(instruments, lane.symbol)))
    }
    moving = []
    liquidateIfLost(at)
    if (pending.length > 0) fillPending(open, at)
    for (const lane of open)
      fund(lane, laterFunding(account, fundedBar(lane), interval, costs, instrumentOf(instruments, lane.symbol)))
    moving = open
    liquidateIfLost(inside)
    for (const lane of open) protect(lane, inside)

    for (const lane of open) marks.set(lane.symbol, lane.bars.close[lane.row])
    const worth = equity(account, marks)
    times.push(now + interval)
    equities.push(worth)
    grosses.push(worth > 0 ? gross() / worth : 0)
    for (const lane of open) hold(lane, afterClose(lane.holding, barOf(lane), lane.wish.exposure[lane.row]))
    const looks = open.filter(({ holding, wish, row }) => holding.size !== 0 || wish.exposure[row] !== 0).map(look)
    // Whoever was liquidated does not trade on: the runtime halts there, and so does this.
    if (looks.length > 0 && liquidations === 0) pending = [...pending, ...plan(looks, worth, strategy)]
    for (const lane of open) lane.row++
  }

  return {
    synthetic: market.some(bars => bars.synthetic),
    interval,
    cash: world.cash,
    time: Float64Array.from(times),
    equity: Float64Array.from(equities),
    gross: Float64Array.from(grosses),
    executions,
    trades: ledger.closed,
    paid,
    refused,
    liquidations,
  }

  function nextOpen(): number {
    let next = Number.POSITIVE_INFINITY
    for (const { bars, row } of lanes) if (row < bars.openTime.length) next = Math.min(next, bars.openTime[row])
    return next
  }

  function fund(lane: Lane, charge: ReturnType<typeof openingFunding>): void {
    if (!charge) return
    account = { ...account, cash: account.cash - charge.usd }
    ledger.fund(lane.symbol, charge.usd)
    paid.fundingUsd += charge.usd
    if (charge.assumed) paid.assumedFundingUsd += charge.usd
  }

  function execute(lane: Lane, execution: Execution, decided: Pick<Draft, 'exposure' | 'range'>): void {
    const { sizeDecimals } = instrumentOf(instruments, lane.symbol)
    account = applyFill(account, execution, sizeDecimals)
    hold(lane, afterFill(lane.holding, execution, decided, sizeDecimals))
    ledger.execute(execution, sizeDecimals)
    executions.push(execution)
    paid.feesUsd += execution.fee
    paid.slippageUsd += execution.size * (execution.price - execution.reference)
  }

  function fillPending(open: readonly Lane[], at: EpochMs): void {
    const waiting: Draft[] = []
    for (const draft of pending) {
      const lane = open.find(lane => lane.symbol === draft.symbol)
      if (!lane) {
        waiting.push(draft)
        continue
      }
      const size = draft.reduceOnly ? reduced(draft.size, heldIn(account, draft.symbol)) : draft.size
      if (size === 0) continue
      const instrument = instrumentOf(instruments, draft.symbol)
      const execution = takerFill({ ...draft, size }, at, lane.bars.open[lane.row], costs, instrument)
      const why = refusal(account, execution, draft.reduceOnly, marks, instruments, sizing.leverage)
      if (why) refused.set(why, (refused.get(why) ?? 0) + 1)
      else execute(lane, execution, draft)
    }
    pending = waiting
  }

  /** As far against us as the bar goes, but not beyond a stop: past it the price cannot hurt any more. */
  function worstMark(lane: Lane): Price {
    const { size } = lane.holding
    const mark = marks.get(lane.symbol) as Price
    const stop = lane.levels.stop?.price
    const { high, low } = barOf(lane)
    return size > 0 ? Math.max(low, Math.min(stop ?? low, mark)) : Math.min(high, Math.max(stop ?? high, mark))
  }

  /** The price that a symbol may still go to in this bar; one without a bar stays where it is. */
  function worst(symbol: string): Price {
    for (const lane of moving) if (lane.symbol === symbol) return worstMark(lane)
    return marks.get(symbol) as Price
  }

  function liquidateIfLost(at: EpochMs): void {
    if (account.positions.size === 0) return
    const end = liquidation(account, marks, worst, instruments)
    if (!end) return
    liquidations++
    for (const [symbol, { size }] of account.positions) {
      const order = { symbol, size: -size, reason: 'liquidation' } as const
      const price = end.prices.get(symbol) as Price
      const lane = lanes.find(lane => lane.symbol === symbol) as Lane
      execute(lane, takerFill(order, at, price, costs, instrumentOf(instruments, symbol)), nothingWanted)
    }
    const left = end.backstop ? 0 : Math.max(0, account.cash)
    paid.takeoverUsd += account.cash - left
    account = { ...account, cash: left }
    pending = []
  }

  function protect(lane: Lane, at: EpochMs): void {
    const { size } = lane.holding
    if (size === 0) return
    const order = { symbol: lane.symbol, size: -size }
    const { stop, target } = lane.levels
    const reached = stop && stopReached(size, stop.price, barOf(lane))
    if (stop && reached !== undefined) {
      execute(
        lane,
        takerFill({ ...order, reason: stop.reason }, at, reached, costs, instrumentOf(instruments, lane.symbol)),
        nothingWanted,
      )
    } else if (target !== undefined && limitReached(size, target, barOf(lane))) {
      execute(lane, makerFill({ ...order, reason: 'target' }, at, target, costs), nothingWanted)
    }
  }

  function hold(lane: Lane, holding: Holding): void {
    const { size, entryPrice, extreme } = lane.holding
    lane.holding = holding
    if (holding.size === size && holding.entryPrice === entryPrice && holding.extreme === extreme) return
    const grid = instrumentOf(instruments, lane.symbol).price
    lane.levels = protection(holding, exits, grid)
  }

  function gross(): Usd {
    let notional = 0
    for (const [symbol, { size }] of account.positions) notional += Math.abs(size) * (marks.get(symbol) as Price)
    return notional
  }

  function look(lane: Lane) {
    const { symbol, holding, wish, row } = lane
    return {
      symbol,
      holding,
      wanted: wish.exposure[row],
      ...(wish.range && { range: wish.range[row] }),
      close: barOf(lane).close,
      instrument: instrumentOf(instruments, symbol),
    }
  }
}

const nothingWanted = { exposure: 0 } as const

/** What was wanted so many bars ago, and the range that was known then. */
function late({ exposure, range }: Wish, bars: number): Wish {
  if (bars === 0) return { exposure, ...(range && { range }) }
  const shifted = (column: Column, before: number) =>
    Float64Array.from(column, (_, i) => (i < bars ? before : column[i - bars]))
  return { exposure: shifted(exposure, 0), ...(range && { range: shifted(range, Number.NaN) }) }
}

const barOf = ({ bars, row }: Lane) => ({
  open: bars.open[row],
  high: bars.high[row],
  low: bars.low[row],
  close: bars.close[row],
})

const fundedBar = ({ symbol, bars, row }: Lane) => ({
  symbol,
  openTime: bars.openTime[row],
  open: bars.open[row],
  funding: bars.funding?.[row],
})
