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
  /** Orders that the venue cancelled. */
  | { readonly kind: 'cancels'; readonly cancels: readonly VenueCancel[] }
  | { readonly kind: 'slices'; readonly slices: readonly WireSliceFill[] }
  /** An unknown kind of event, by its key: something may have happened. */
  | { readonly kind: 'other'; readonly key: string }

export interface AccountLiquidation {
  readonly id: number
  readonly liquidator: string
  readonly liquidated: string
  readonly notional: Usd
  readonly accountValue: Usd
}

export interface VenueCancel {
  readonly symbol: string
  readonly orderId: number
}

const events = ['fills', 'funding', 'liquidation', 'nonUserCancel', 'twapSliceFills'] as const

/**
 * Parses an event of the `user` channel. @throws WireError, also for several kinds in one event, which the venue never sends
 */
export const parseUserEvent = (data: unknown, what = 'user'): WireUserEvent => reading(what, data, event)

function event(data: unknown): WireUserEvent {
  const from = raw(data)
  // Reading one kind of several would lose the others.
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
