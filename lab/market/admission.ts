import {
  type Account,
  applyFill,
  equity,
  heldIn,
  type Instruments,
  instrumentOf,
  type Marks,
  marginUsed,
} from './account.ts'
import type { Execution } from './order.ts'
import type { Size } from './units.ts'

/** The reason why a venue refuses an order when it would trade; undefined when the venue accepts the order. */
export function refusal(
  account: Account,
  execution: Execution,
  reduceOnly: boolean,
  marks: Marks,
  instruments: Instruments,
  leverage: number,
): string | undefined {
  const { symbol, size, price } = execution
  const instrument = instrumentOf(instruments, symbol)
  const held = heldIn(account, symbol)
  const closesAll = reduceOnly && size === -held
  // A whole position may always be closed, even below the minimum notional.
  if (!closesAll && Math.abs(size) * price < instrument.minNotional)
    return `below the minimum of ${instrument.minNotional} USD`
  if (reduceOnly) return undefined
  const after = applyFill(account, execution, instrument.sizeDecimals)
  if (marginUsed(after, marks, instruments, leverage) > equity(after, marks)) return 'not enough margin'
  return undefined
}

/**
 * The size that a reduce-only order may trade, in the direction of the order and at most the size held. It is 0 when
 * the order would increase the position or nothing is held.
 */
export function reduced(size: Size, held: Size): Size {
  if (held === 0 || Math.sign(size) === Math.sign(held)) return 0
  return Math.sign(size) * Math.min(Math.abs(size), Math.abs(held))
}
