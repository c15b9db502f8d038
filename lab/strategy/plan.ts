import type { Instrument } from '../market/instrument.ts'
import type { Intent } from '../market/order.ts'
import { addSizes } from '../market/rounding.ts'
import type { Price, Usd } from '../market/units.ts'
import { worthTrading } from './ensemble.ts'
import type { Holding } from './holding.ts'
import { targetSize } from './sizing.ts'
import type { Strategy } from './strategy.ts'

/** A market order that the strategy decides at a close. */
export type PlannedOrder = Pick<Intent, 'symbol' | 'size' | 'reduceOnly' | 'reason' | 'exposure' | 'range'>

/** The part of a strategy that orders depend on. */
export type OrderConfig = Pick<Strategy, 'sizing' | 'exits'> & Partial<Pick<Strategy, 'seeds' | 'ensemble'>>

/** State of one symbol at the close of a bar. */
export interface SymbolSnapshot {
  readonly symbol: string
  readonly holding: Holding
  /** Target exposure, −1…+1. */
  readonly wanted: number
  /** Average true range at the close; absent when no exit uses it. */
  readonly range?: Price
  readonly close: Price
  readonly instrument: Instrument
}

/**
 * The orders to send at a close. Backtest, replay, paper and live trading all use this function.
 *
 * @param equity equity of the whole wallet at this close
 * @returns orders for the next open; reduce-only orders come first, because they free margin
 */
export function plan(
  snapshots: readonly SymbolSnapshot[],
  equity: Usd,
  strategy: OrderConfig,
): readonly PlannedOrder[] {
  const orders: PlannedOrder[] = []
  for (const snapshot of snapshots) orders.push(...planSymbol(snapshot, equity, strategy))
  if (orders.length < 2) return orders
  return [...orders.filter(order => order.reduceOnly), ...orders.filter(order => !order.reduceOnly)]
}

function planSymbol(
  snapshot: SymbolSnapshot,
  equity: Usd,
  { sizing, exits, seeds = [], ensemble }: OrderConfig,
): readonly PlannedOrder[] {
  const { symbol, holding, close, instrument } = snapshot
  const { size: held } = holding
  const measured = snapshot.range === undefined ? undefined : { range: snapshot.range }
  if (held !== 0 && exits.time !== undefined && holding.bars >= exits.time) {
    return [{ symbol, size: -held, reduceOnly: true, reason: 'time', exposure: 0 }]
  }
  const wanted = Math.sign(snapshot.wanted) === holding.barred ? 0 : snapshot.wanted
  const stays = held !== 0 && Math.sign(wanted) === Math.sign(held)
  if (stays && !worthTrading(holding.acted, wanted, sizing, seeds, ensemble)) return nothing

  const target = targetSize(wanted, equity, close, sizing, instrument)
  const tradable = (size: number) => Math.abs(size) * close >= instrument.minNotional
  if (stays) {
    const change = addSizes(target, -held, instrument.sizeDecimals)
    if (change === 0 || !(target === 0 || tradable(change))) return nothing
    const reduceOnly = Math.abs(target) < Math.abs(held)
    return [{ symbol, size: change, reduceOnly, reason: 'rebalance', exposure: wanted, ...measured }]
  }
  // A reversal is two orders. Closing then does not wait for the margin or the approval that opening needs.
  const exit: PlannedOrder = { symbol, size: -held, reduceOnly: true, reason: 'exit', exposure: wanted }
  const enter: PlannedOrder = {
    symbol,
    size: target,
    reduceOnly: false,
    reason: 'enter',
    exposure: wanted,
    ...measured,
  }
  return [...(held === 0 ? [] : [exit]), ...(tradable(target) ? [enter] : [])]
}

const nothing: readonly PlannedOrder[] = []
