import type { Usd } from '../../../market/units.ts'
import { amount, at, list, notNegative, type Raw, raw, text, whole } from './fields.ts'
import { parseFills, parseSliceFills, type WireFill, type WireSliceFill } from './fill.ts'
import { parseFundingPayment, type WireFundingPayment } from './funding.ts'
import { reading, refuse } from './refusal.ts'

/** One event of the `user` channel. */
export type WireUserEvent =
  | { readonly kind: 'fills'; readonly fills: readonly WireFill[] }
  | { readonly kind: 'funding'; readonly payment: WireFundingPayment }
  | { readonly kind: 'liquidation'; readonly liquidation: AccountLiquidation }
  /** Orders cancelled by the venue, not by the account. */
  | { readonly kind: 'cancels'; readonly cancels: readonly VenueCancel[] }
  /** Fills of the slices of TWAP orders. */
  | { readonly kind: 'slices'; readonly slices: readonly WireSliceFill[] }
  /** An event of an unknown kind, which may have changed orders or positions. @property key the event's fields */
  | { readonly kind: 'other'; readonly key: string }

/** A liquidation reported to the account. */
export interface AccountLiquidation {
  readonly id: number
  /** Address of the liquidator. */
  readonly liquidator: string
  /** Address of the liquidated account. */
  readonly liquidated: string
  /** Notional of the liquidated positions, ≥ 0. */
  readonly notional: Usd
  /** Value of the liquidated account; may be negative. */
  readonly accountValue: Usd
}

/** An order cancelled by the venue. */
export interface VenueCancel {
  readonly symbol: string
  /** The venue's order id. */
  readonly orderId: number
}

const events = ['fills', 'funding', 'liquidation', 'nonUserCancel', 'twapSliceFills'] as const

/**
 * Parses an event of the `user` channel.
 *
 * @throws WireError, also for an event of several kinds, which the venue never sends
 */
export const parseUserEvent = (data: unknown, what = 'user'): WireUserEvent => reading(what, data, event)

function event(data: unknown): WireUserEvent {
  const from = raw(data)
  // Of several kinds only one would be read, and the others would be lost.
  if (events.filter(key => key in from).length > 1) refuse('', `one of ${events.join(', ')}`, from)
  if ('fills' in from) return { kind: 'fills', fills: at(from, 'fills', fills => parseFills(fills)) }
  if ('funding' in from) return { kind: 'funding', payment: at(from, 'funding', one => parseFundingPayment(one)) }
  if ('liquidation' in from) return { kind: 'liquidation', liquidation: at(from, 'liquidation', liquidation) }
  if ('nonUserCancel' in from) return { kind: 'cancels', cancels: at(from, 'nonUserCancel', all => list(all, cancel)) }
  if ('twapSliceFills' in from)
    return { kind: 'slices', slices: at(from, 'twapSliceFills', all => parseSliceFills(all)) }
  return { kind: 'other', key: Object.keys(from).join(', ') }
}

const cancel = (data: unknown): VenueCancel => cancelOf(raw(data))
const cancelOf = (from: Raw): VenueCancel => ({ symbol: text(from, 'coin'), orderId: whole(from, 'oid') })

function liquidation(data: unknown): AccountLiquidation {
  const from = raw(data)
  return {
    id: whole(from, 'lid'),
    liquidator: text(from, 'liquidator'),
    liquidated: text(from, 'liquidated_user'),
    notional: notNegative(from, 'liquidated_ntl_pos'),
    accountValue: amount(from, 'liquidated_account_value'),
  }
}
