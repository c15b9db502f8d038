import type { EpochMs, Price, Size } from '../../../market/units.ts'
import {
  at,
  flag,
  ifThere,
  list,
  notNegative,
  positive,
  type Raw,
  raw,
  type Side,
  side,
  text,
  time,
  whole,
} from './fields.ts'
import { type OrderPhase, orderPhase } from './order-status.ts'
import { reading, refuse } from './refusal.ts'

/** An order. Some answers of the venue describe orders in a short form; fields that it omits are null. */
export interface WireOrder {
  readonly symbol: string
  readonly orderId: number
  readonly clientId: string | null
  readonly side: Side
  /** Limit price; 0 for a sell order without a price limit. */
  readonly limitPrice: Price
  /** Size still resting, in base units. In histories the venue does not reduce it by fills, so it says nothing about them. */
  readonly size: Size
  readonly originalSize: Size | null
  /** Time of placement. */
  readonly t: EpochMs
  readonly reduceOnly: boolean | null
  /** `Limit`, `Stop Market` … */
  readonly orderType: string | null
  /** `Gtc`, `Ioc`, `Alo` … */
  readonly timeInForce: string | null
  /** Null when the order has no trigger, or in the short form. */
  readonly triggerPrice: Price | null
  readonly isPositionTpsl: boolean | null
  /** Take-profit and stop orders that are attached to this order. */
  readonly children: readonly WireOrder[]
}

/** An order and its status. */
export interface WireOrderState {
  readonly order: WireOrder
  /** Status as sent by the venue: `open`, `filled`, `marginCanceled` … */
  readonly status: string
  readonly phase: OrderPhase
  /** Time of the last change of status. */
  readonly t: EpochMs
}

/** Parses `openOrders` and `frontendOpenOrders`. @throws WireError */
export const parseOrders = (data: unknown, what = 'openOrders'): WireOrder[] =>
  reading(what, data, orders => list(orders, order))

/** Parses `historicalOrders` and the `orderUpdates` channel. An order may occur more than once. @throws WireError */
export const parseOrderStates = (data: unknown, what = 'orderUpdates'): WireOrderState[] =>
  reading(what, data, states => list(states, orderState))

/** Parses `orderStatus`; undefined when the venue does not know the order: too old, or not yet processed. @throws WireError */
export const parseOrderStatus = (data: unknown, what = 'orderStatus'): WireOrderState | undefined =>
  reading(what, data, answer => {
    const from = raw(answer)
    if (from.status === 'unknownOid') return undefined
    if (from.status !== 'order') refuse('status', '"order" or "unknownOid"', from.status)
    return at(from, 'order', orderState)
  })

function orderState(data: unknown): WireOrderState {
  const from = raw(data)
  const status = text(from, 'status')
  return { order: at(from, 'order', order), status, phase: orderPhase(status), t: time(from, 'statusTimestamp') }
}

function order(data: unknown): WireOrder {
  const from = raw(data)
  return {
    symbol: text(from, 'coin'),
    orderId: whole(from, 'oid'),
    clientId: ifThere(from, 'cloid', text),
    side: side(from, 'side'),
    limitPrice: notNegative(from, 'limitPx'),
    size: notNegative(from, 'sz'),
    originalSize: ifThere(from, 'origSz', notNegative),
    t: time(from, 'timestamp'),
    reduceOnly: ifThere(from, 'reduceOnly', flag),
    orderType: ifThere(from, 'orderType', text),
    timeInForce: ifThere(from, 'tif', text),
    triggerPrice: triggerPrice(from),
    isPositionTpsl: ifThere(from, 'isPositionTpsl', flag),
    children: ifThere(from, 'children', childrenAt) ?? [],
  }
}

const childrenAt = (from: Raw, key: string): WireOrder[] => at(from, key, children => list(children, order))

const triggerPrice = (from: Raw): Price | null =>
  ifThere(from, 'isTrigger', flag) ? positive(from, 'triggerPx') : null
