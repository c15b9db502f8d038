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

/** The rules by which a venue turns an order away at the moment it would trade. */
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
  // Closing a whole position is always allowed, whatever little it is worth.
  if (!closesAll && Math.abs(size) * price < instrument.minNotional)
    return `below the minimum of ${instrument.minNotional} USD`
  if (reduceOnly) return undefined
  const after = applyFill(account, execution, instrument.sizeDecimals)
  if (marginUsed(after, marks, instruments, leverage) > equity(after, marks)) return 'not enough margin'
  return undefined
}

/** What is left of a reduce-only order: never more than is held, never in the position's own direction. */
export function reduced(size: Size, held: Size): Size {
  if (held === 0 || Math.sign(size) === Math.sign(held)) return 0
  return Math.sign(size) * Math.min(Math.abs(size), Math.abs(held))
}
