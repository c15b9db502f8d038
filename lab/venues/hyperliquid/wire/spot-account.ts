import type { Size, Usd } from '../../../market/units.ts'
import { amount, at, ifThere, list, notNegative, raw, text, whole } from './fields.ts'
import { reading } from './refusal.ts'

/** An account's balance of one token. */
export interface WireBalance {
  /** The token's name: `USDC`, `HYPE`, `+10` for an outcome. */
  readonly coin: string
  readonly token: number
  /** Negative when borrowed. */
  readonly total: Size
  /** Amount reserved for open orders. */
  readonly hold: Size
  /** Cost of the balance; null in older answers. */
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
