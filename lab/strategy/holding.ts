import { movePosition } from '../market/account.ts'
import type { Candle } from '../market/fills.ts'
import type { Execution, Intent, Reason } from '../market/order.ts'
import type { Price, Size } from '../market/units.ts'

/** What a strategy remembers of one symbol between bars. */
export interface Holding {
  readonly size: Size
  /** 0 while flat. */
  readonly entryPrice: Price
  /** Exposure that the position stands for. */
  readonly acted: number
  /** The direction that an exit has just closed: not entered again before the seeds have wanted something else. */
  readonly barred: -1 | 0 | 1
  /** Bars closed since the position opened. */
  readonly bars: number
  /** Best price since entry, closed bars only; 0 while flat. */
  readonly extreme: Price
  /** Mean true range when the position was decided on: what its exits are measured by; 0 while flat, and where none is. */
  readonly range: Price
}

export const flat: Holding = { size: 0, entryPrice: 0, acted: 0, barred: 0, bars: 0, extreme: 0, range: 0 }

/** A change of the seeds' own signal ends a position without barring its direction; everything else bars it. */
const signalReasons: readonly Reason[] = ['enter', 'rebalance', 'exit']

/** @param decided what the strategy wanted when it ordered */
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

/** @param wanted exposure that the seeds want at this close */
export function afterClose(holding: Holding, bar: Pick<Candle, 'high' | 'low'>, wanted: number): Holding {
  const barred = direction(wanted) === holding.barred ? holding.barred : 0
  if (holding.size === 0) return barred === holding.barred ? holding : { ...holding, barred }
  const extreme = holding.size > 0 ? Math.max(holding.extreme, bar.high) : Math.min(holding.extreme, bar.low)
  const { size, entryPrice, acted, bars, range } = holding
  return { size, entryPrice, acted, barred, bars: bars + 1, extreme, range }
}

const direction = (x: number): -1 | 0 | 1 => (x > 0 ? 1 : x < 0 ? -1 : 0)
