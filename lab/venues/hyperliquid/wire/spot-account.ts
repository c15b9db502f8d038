import type { Size, Usd } from '../../../market/units.ts'
import { amount, at, ifThere, list, notNegative, raw, text, whole } from './fields.ts'
import { reading } from './refusal.ts'

/** An account's balance of one token. */
export interface WireBalance {
  /** Name of the token, such as `USDC` or `HYPE`; `+10` for an outcome. */
  readonly coin: string
  /** Index of the token at the venue. */
  readonly token: number
  /** Balance in units of the token; negative if borrowed. */
  readonly total: Size
  /** Amount reserved for open orders. */
  readonly hold: Size
  /** Entry cost of the balance, USD; null in older answers. */
  readonly entryNotional: Usd | null
}

/** Parses `spotClearinghouseState`. @throws WireError */
export const parseBalances = (data: unknown, what = 'spotClearinghouseState'): WireBalance[] =>
  reading(what, data, state => at(raw(state), 'balances', balances => list(balances, balance)))

function balance(data: unknown): WireBalance {
  const from = raw(data)
  return {
    coin: text(from, 'coin'),
    token: whole(from, 'token'),
    total: amount(from, 'total'),
    hold: notNegative(from, 'hold'),
    entryNotional: ifThere(from, 'entryNtl', amount),
  }
}
