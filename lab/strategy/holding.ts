import { movePosition } from '../market/account.ts'
import type { Candle } from '../market/fills.ts'
import type { Execution, Intent, Reason } from '../market/order.ts'
import type { Price, Size } from '../market/units.ts'

/** State of one symbol that a strategy keeps between bars. */
export interface Holding {
  /** Size of the position in base units: > 0 long, < 0 short, 0 flat. */
  readonly size: Size
  /** Entry price of the position; 0 while flat. */
  readonly entryPrice: Price
  /** Target exposure for which the position was opened or last changed. */
  readonly acted: number
  /**
   * Direction of a position that an exit has closed; 0 when no direction is barred. The direction is not entered again
   * until the target exposure has changed direction or become 0.
   */
  readonly barred: -1 | 0 | 1
  /** Number of bars closed since the position opened. */
  readonly bars: number
  /** Best price since entry, from closed bars only; 0 while flat. */
  readonly extreme: Price
  /** Average true range at the decision to open, used by exits; 0 while flat, and when no exit uses it. */
  readonly range: Price
}

/** The state without a position and without a barred direction. */
export const flat: Holding = { size: 0, entryPrice: 0, acted: 0, barred: 0, bars: 0, extreme: 0, range: 0 }

/** An exit by the target exposure itself does not bar re-entry in the same direction; every other exit does. */
const signalReasons: readonly Reason[] = ['enter', 'rebalance', 'exit']

/** Updates a holding after a fill. @param decided exposure and range of the order */
export function afterFill(
  holding: Holding,
  execution: Pick<Execution, 'size' | 'price' | 'reason'>,
  decided: Pick<Intent, 'exposure' | 'range'>,
  sizeDecimals: number,
): Holding {
  const before = holding.size === 0 ? undefined : holding
  const [position] = movePosition(before, execution.size, execution.price, sizeDecimals)
  if (!position) return { ...flat, barred: signalReasons.includes(execution.reason) ? 0 : direction(holding.size) }
  const acted = signalReasons.includes(execution.reason) ? decided.exposure : holding.acted
  const opened = !before || Math.sign(before.size) !== Math.sign(position.size)
  if (opened) return { ...position, acted, barred: 0, bars: 0, extreme: execution.price, range: decided.range ?? 0 }
  return { ...holding, ...position, acted }
}

/** Updates a holding after a close. @param wanted target exposure at this close */
export function afterClose(holding: Holding, bar: Pick<Candle, 'high' | 'low'>, wanted: number): Holding {
  const barred = direction(wanted) === holding.barred ? holding.barred : 0
  if (holding.size === 0) return barred === holding.barred ? holding : { ...holding, barred }
  const extreme = holding.size > 0 ? Math.max(holding.extreme, bar.high) : Math.min(holding.extreme, bar.low)
  const { size, entryPrice, acted, bars, range } = holding
  return { size, entryPrice, acted, barred, bars: bars + 1, extreme, range }
}

const direction = (x: number): -1 | 0 | 1 => (x > 0 ? 1 : x < 0 ? -1 : 0)
