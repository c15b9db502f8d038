import type { Instrument } from './instrument.ts'
import { initialMargin, maintenanceMargin } from './margin.ts'
import type { Fill } from './order.ts'
import { addSizes } from './rounding.ts'
import type { Price, Size, Usd } from './units.ts'

/** An open position. Its size is never 0: a symbol without a position has no entry in `positions`. */
export interface Position {
  /** Positive when long, negative when short. */
  readonly size: Size
  /**
   * Mean price of the fills that increased the position, weighted by size. A decrease does not change it. After a
   * reversal of direction it is the price of the reversing fill.
   */
  readonly entryPrice: Price
}

/** One wallet, whose cash is the shared margin of all its positions (cross margin). */
export interface Account {
  /** Deposits plus realised profit, less fees and funding paid. Unrealised profit is not included. */
  readonly cash: Usd
  readonly positions: ReadonlyMap<string, Position>
}

/** Mark price of each symbol. */
export type Marks = ReadonlyMap<string, Price>
/** Lot, tick and margin rules of each symbol. */
export type Instruments = ReadonlyMap<string, Instrument>

/** A new account without positions. */
export const openAccount = (cash: Usd): Account => ({ cash, positions: new Map() })

/** Signed size held in a symbol; 0 when flat. */
export const heldIn = (account: Account, symbol: string): Size => account.positions.get(symbol)?.size ?? 0

/** The account after a fill: the position is updated, the profit of the closed part is realised, the fee is paid. */
export function applyFill(
  account: Account,
  fill: Pick<Fill, 'symbol' | 'size' | 'price' | 'fee'>,
  sizeDecimals: number,
): Account {
  const held = account.positions.get(fill.symbol)
  const [position, realised] = movePosition(held, fill.size, fill.price, sizeDecimals)
  const positions = new Map(account.positions)
  if (position) positions.set(fill.symbol, position)
  else positions.delete(fill.symbol)
  return { cash: account.cash + realised - fill.fee, positions }
}

/**
 * Applies a fill to one symbol's position.
 *
 * @param held position before the fill; undefined when flat
 * @param size signed size of the fill
 * @returns the new position (undefined when flat), and the profit realised on the closed part
 */
export function movePosition(
  held: Position | undefined,
  size: Size,
  price: Price,
  sizeDecimals: number,
): readonly [Position | undefined, Usd] {
  if (!held) return [{ size, entryPrice: price }, 0]
  const next = addSizes(held.size, size, sizeDecimals)
  if (Math.sign(size) === Math.sign(held.size)) {
    return [{ size: next, entryPrice: (held.size * held.entryPrice + size * price) / (held.size + size) }, 0]
  }
  const closed = Math.sign(held.size) * Math.min(Math.abs(size), Math.abs(held.size))
  const realised = closed * (price - held.entryPrice)
  if (next === 0) return [undefined, realised]
  return [{ size: next, entryPrice: Math.sign(next) === Math.sign(held.size) ? held.entryPrice : price }, realised]
}

/**
 * Cash plus unrealised profit.
 *
 * @throws Error when a held symbol has no mark price, because the value of its position is then unknown, not zero
 */
export function equity(account: Account, marks: Marks): Usd {
  let value = account.cash
  for (const [symbol, { size, entryPrice }] of account.positions) value += size * (markOf(marks, symbol) - entryPrice)
  return value
}

/** Maintenance margin of all open positions at these mark prices. */
export function maintenance(account: Account, marks: Marks, instruments: Instruments): Usd {
  let margin = 0
  for (const [symbol, { size }] of account.positions) {
    margin += maintenanceMargin(Math.abs(size) * markOf(marks, symbol), instrumentOf(instruments, symbol).tiers)
  }
  return margin
}

/** Initial margin of all open positions at these mark prices and this leverage. */
export function marginUsed(account: Account, marks: Marks, instruments: Instruments, leverage: number): Usd {
  let margin = 0
  for (const [symbol, { size }] of account.positions) {
    const notional = Math.abs(size) * markOf(marks, symbol)
    margin += initialMargin(notional, leverage, instrumentOf(instruments, symbol).tiers)
  }
  return margin
}

/** Looks up the instrument of a symbol. @throws Error naming the symbol when it is missing */
export function instrumentOf(instruments: Instruments, symbol: string): Instrument {
  const instrument = instruments.get(symbol)
  if (!instrument) throw new Error(`no instrument is known for ${symbol}; known: ${[...instruments.keys()].join(', ')}`)
  return instrument
}

function markOf(marks: Marks, symbol: string): Price {
  const mark = marks.get(symbol)
  if (mark === undefined) throw new Error(`${symbol} is held but has no mark price`)
  return mark
}
