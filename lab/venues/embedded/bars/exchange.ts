import {
  type Account,
  applyFill,
  equity,
  heldIn,
  type Instruments,
  instrumentOf,
  openAccount,
} from '../../../market/account.ts'
import { reduced, refusal } from '../../../market/admission.ts'
import type { BarClosed } from '../../../market/bar-feed.ts'
import { type BarSteps, insideBars, openBars } from '../../../market/bar-sequence.ts'
import { type OptionalColumn, optionalColumns, type RequiredColumn } from '../../../market/bars.ts'
import { type FundingCharge, laterFunding, openingFunding } from '../../../market/charges.ts'
import type { VenueEvent } from '../../../market/execution-venue.ts'
import type { Costs } from '../../../market/fees.ts'
import { limitReached, makerFill, stopReached, takerFill } from '../../../market/fills.ts'
import { liquidation } from '../../../market/liquidation.ts'
import type { ClientId, Execution, Fill, Intent } from '../../../market/order.ts'
import { addSizes } from '../../../market/rounding.ts'
import { type DurationMs, type EpochMs, epochMs, type Price, type Size, type Usd } from '../../../market/units.ts'
import { placementFlaw } from './placement.ts'

export interface ExchangeOptions {
  readonly cash: Usd
  readonly costs: Costs
  readonly instruments: Instruments
  readonly interval: DurationMs
  /** Receives every event, in order. */
  readonly onEvent: (event: VenueEvent) => void
}

/**
 * The embedded exchange: one account, the venue's rules, and bars as the market.
 *
 * The caller walks each bar in three steps, and the trader may react in between. `open` fills the orders placed at the last
 * close, `inside` checks stops and targets, and `close` publishes the finished bar. Market price and mark price both come from
 * the bar: the order book is not simulated.
 *
 * @see `lab/market/bar-sequence.ts` for the sequence inside a bar
 */
export class Exchange {
  #account: Account
  #bars: readonly BarClosed[] = []
  readonly #leverage = new Map<string, number>()
  readonly #marks = new Map<string, Price>()
  readonly #orders = new Map<ClientId, Intent>()
  readonly #fills: Fill[] = []
  readonly #options: ExchangeOptions
  readonly #steps: BarSteps<BarClosed> = {
    fundOpening: (bar, at) =>
      this.#fund(at, bar, openingFunding(this.#account, bar, this.#options.costs, this.#instrument(bar.symbol))),
    liquidate: (moving, at) => this.#liquidateIfLost(at, moving),
    fill: (bars, at) => this.#fillOrders(bars, at),
    fundLater: (bar, at) => {
      const { costs, interval } = this.#options
      this.#fund(at, bar, laterFunding(this.#account, bar, interval, costs, this.#instrument(bar.symbol)))
    },
    stop: (bar, at) => this.#stop(bar, at),
    target: (bar, at) => this.#target(bar, at),
  }

  constructor(options: ExchangeOptions) {
    this.#options = options
    this.#account = openAccount(options.cash)
  }

  get account(): Account {
    return this.#account
  }
  get equity(): Usd {
    return equity(this.#account, this.#marks)
  }
  get orders(): ReadonlyMap<ClientId, Intent> {
    return this.#orders
  }
  get fills(): readonly Fill[] {
    return this.#fills
  }

  /** @returns the reason why the order is rejected; undefined when it is accepted */
  place(intent: Intent): string | undefined {
    const flaw = this.#orders.has(intent.id)
      ? 'an order of this client id is open'
      : placementFlaw(
          intent,
          instrumentOf(this.#options.instruments, intent.symbol),
          heldIn(this.#account, intent.symbol),
        )
    if (!flaw) this.#orders.set(intent.id, intent)
    return flaw
  }

  /** @returns the reason why there is nothing to cancel; undefined when the order was cancelled */
  cancel(id: ClientId, at: EpochMs): string | undefined {
    if (!this.#orders.has(id)) return 'order was never placed, already cancelled, or filled'
    this.#end(id, at, 'cancelled', 'asked for')
    return undefined
  }

  setLeverage(symbol: string, leverage: number): void {
    this.#leverage.set(symbol, leverage)
  }

  /** Opens the bars at `at`. Only their open prices are public yet. */
  open(at: EpochMs, bars: readonly BarClosed[]): void {
    this.#bars = bars
    for (const bar of bars) this.#marks.set(bar.symbol, bar.open)
    openBars(bars, at, this.#steps)
  }

  inside(at: EpochMs): void {
    insideBars(this.#bars, at, this.#steps)
  }

  close(at: EpochMs): void {
    for (const bar of this.#bars) this.#marks.set(bar.symbol, bar.close)
    this.#options.onEvent({ kind: 'barsClosed', at, bars: this.#bars })
    this.#bars = []
  }

  #fillOrders(bars: readonly BarClosed[], at: EpochMs): void {
    for (const intent of [...this.#orders.values()]) {
      const bar = bars.find(bar => bar.symbol === intent.symbol)
      // A fill that closes a position cancels the symbol's other reduce-only orders.
      if (bar && intent.terms.kind === 'market' && this.#orders.has(intent.id)) this.#take(intent, at, bar.open)
    }
  }

  #instrument(symbol: string) {
    return instrumentOf(this.#options.instruments, symbol)
  }

  #fund(at: EpochMs, bar: BarClosed, charge: FundingCharge | undefined): void {
    if (!charge) return
    this.#account = { ...this.#account, cash: this.#account.cash - charge.usd }
    this.#options.onEvent({ kind: 'funded', at, symbol: bar.symbol, ...charge })
  }

  #take(intent: Intent, at: EpochMs, reference: Price): void {
    const size = this.#sizeLeft(intent)
    if (size === 0) {
      this.#end(intent.id, at, 'cancelled', 'reduce-only, and nothing is held')
      return
    }
    const execution = takerFill(
      { ...intent, size },
      at,
      reference,
      this.#options.costs,
      this.#instrument(intent.symbol),
    )
    const leverage = this.#leverage.get(intent.symbol) ?? 1
    const why = refusal(this.#account, execution, intent.reduceOnly, this.#marks, this.#options.instruments, leverage)
    if (why) this.#end(intent.id, at, 'rejected', why)
    else this.#fill(intent, execution)
  }

  #sizeLeft(intent: Intent): Size {
    return intent.reduceOnly ? reduced(intent.size, heldIn(this.#account, intent.symbol)) : intent.size
  }

  #fill(intent: Intent, execution: Execution): void {
    const fill: Fill = { ...execution, id: intent.id }
    this.#orders.delete(intent.id)
    this.#account = applyFill(this.#account, fill, this.#instrument(intent.symbol).sizeDecimals)
    this.#fills.push(fill)
    const remaining = addSizes(intent.size, -fill.size, this.#instrument(intent.symbol).sizeDecimals)
    this.#options.onEvent({ kind: 'filled', fill, remaining })
    // The rest of a reduced reduce-only order is cancelled: there is no position left to reduce.
    if (remaining !== 0)
      this.#options.onEvent({
        kind: 'orderClosed',
        at: fill.at,
        id: intent.id,
        how: 'cancelled',
        why: 'reduce-only, and no more is held',
      })
    if (heldIn(this.#account, intent.symbol) === 0) this.#cancelReduceOnly(intent.symbol, fill.at)
  }

  #cancelReduceOnly(symbol: string, at: EpochMs): void {
    for (const { id, symbol: of, reduceOnly } of [...this.#orders.values()]) {
      if (of === symbol && reduceOnly) this.#end(id, at, 'cancelled', 'reduce-only, and nothing is held')
    }
  }

  #end(id: ClientId, at: EpochMs, how: 'cancelled' | 'rejected', why: string): void {
    this.#orders.delete(id)
    this.#options.onEvent({ kind: 'orderClosed', at, id, how, why })
  }

  /** @returns whether the nearest stop was reached */
  #stop(bar: BarClosed, at: EpochMs): boolean {
    const held = heldIn(this.#account, bar.symbol)
    const stop = held === 0 ? undefined : this.#nearestStop(bar.symbol, held)
    const reached = stop && stopReached(held, stop.price, bar)
    if (!stop || reached === undefined) return false
    const { intent } = stop
    const size = this.#sizeLeft(intent)
    if (size !== 0)
      this.#fill(intent, takerFill({ ...intent, size }, at, reached, this.#options.costs, this.#instrument(bar.symbol)))
    return true
  }

  /** Fills the first limit order that the market traded through. */
  #target(bar: BarClosed, at: EpochMs): void {
    const held = heldIn(this.#account, bar.symbol)
    if (held === 0) return
    for (const intent of [...this.#orders.values()]) {
      if (intent.symbol !== bar.symbol || intent.terms.kind !== 'limit') continue
      const size = this.#sizeLeft(intent)
      if (size === 0 || !limitReached(held, intent.terms.price, bar)) continue
      this.#fill(intent, makerFill({ ...intent, size }, at, intent.terms.price, this.#options.costs))
      return
    }
  }

  #nearestStop(symbol: string, held: Size): { readonly intent: Intent; readonly price: Price } | undefined {
    let nearest: { readonly intent: Intent; readonly price: Price } | undefined
    for (const intent of this.#orders.values()) {
      if (intent.symbol !== symbol || intent.terms.kind !== 'stop' || Math.sign(intent.size) === Math.sign(held))
        continue
      const price = intent.terms.trigger
      if (!nearest || Math.sign(held) * (price - nearest.price) > 0) nearest = { intent, price }
    }
    return nearest
  }

  /** The worst mark price of the bar for the position. It does not go beyond a stop, since the position is closed there. */
  #worstMark(bar: BarClosed): Price {
    const held = heldIn(this.#account, bar.symbol)
    const mark = this.#marks.get(bar.symbol) as Price
    const stop = this.#nearestStop(bar.symbol, held)?.price
    return held > 0
      ? Math.max(bar.low, Math.min(stop ?? bar.low, mark))
      : Math.min(bar.high, Math.max(stop ?? bar.high, mark))
  }

  /**
   * Liquidates the account when its equity falls below the maintenance margin. @param moving bars still in progress; other
   * symbols keep their mark price
   */
  #liquidateIfLost(at: EpochMs, moving: readonly BarClosed[]): void {
    if (this.#account.positions.size === 0) return
    const worst = (symbol: string) => {
      const bar = moving.find(bar => bar.symbol === symbol)
      return bar ? this.#worstMark(bar) : (this.#marks.get(symbol) as Price)
    }
    const end = liquidation(this.#account, this.#marks, worst, this.#options.instruments)
    if (!end) return
    for (const id of [...this.#orders.keys()]) this.#end(id, at, 'cancelled', 'liquidation')
    const executions: Execution[] = []
    for (const [symbol, { size }] of this.#account.positions) {
      const order = { symbol, size: -size, reason: 'liquidation' } as const
      const price = end.prices.get(symbol) as Price
      executions.push(takerFill(order, at, price, this.#options.costs, this.#instrument(symbol)))
    }
    for (const execution of executions) {
      this.#account = applyFill(this.#account, execution, this.#instrument(execution.symbol).sizeDecimals)
    }
    const left = end.backstop ? 0 : Math.max(0, this.#account.cash)
    const takeoverUsd = this.#account.cash - left
    this.#account = { ...this.#account, cash: left }
    this.#options.onEvent({ kind: 'liquidated', at, executions, takeoverUsd })
  }
}

/** One row of a bar series as an event; NaN values are left out. */
export function barAt(
  bars: { readonly symbol: string } & Readonly<Record<RequiredColumn, ArrayLike<number>>> &
    Readonly<Partial<Record<OptionalColumn, ArrayLike<number>>>>,
  row: number,
): BarClosed {
  const known: Partial<Record<OptionalColumn, number>> = {}
  for (const name of optionalColumns) {
    const value = bars[name]?.[row]
    if (value !== undefined && !Number.isNaN(value)) known[name] = value
  }
  return {
    symbol: bars.symbol,
    openTime: epochMs(bars.openTime[row]),
    open: bars.open[row],
    high: bars.high[row],
    low: bars.low[row],
    close: bars.close[row],
    volume: bars.volume[row],
    ...known,
  }
}
