/** One symbol of a world: its bars, its rules, what is wanted of it, and where it stands. Rows count from the first bar that is traded. */
@unmanaged
export class SymbolState {
  /** Bars, row by row: open, high, low and close lie side by side, since whoever asks for one has asked for another. */
  candles: usize
  rows: i32
  /** Slot of each row, where bars are missing; 0: row and slot differ by `firstSlot` alone. */
  slotOf: usize
  /** Row of each slot, −1 where there is no bar; 0 as above. */
  rowOf: usize
  firstSlot: i32

  // The same on the wallet's timeline, a number each slot, carried on where there is no bar.
  markAt: usize
  /** Funding that a long, and a short, of one unit has paid up to the close. */
  longPaidAt: usize
  shortPaidAt: usize

  // Funding paid by one unit, a number each row: up to the close, and up to the opening hour alone.
  longPaid: usize
  longPaidOpen: usize
  shortPaid: usize
  shortPaidOpen: usize
  /** The part of either that is assumed. */
  assumedPaid: usize
  assumedPaidOpen: usize

  // Rules of the venue.
  significant: i32
  decimals: i32
  lots: f64
  minNotional: f64
  /** The highest share of its notional that has to be kept. */
  maintenance: f64
  /** Pairs: notional from which on, and the leverage that is then the highest. */
  tiers: usize
  tierCount: i32

  // Target exposure: see `exposure-changes.as`.
  changes: usize
  changeCount: i32
  /** Mean true range each row, 0 where no exit asks. */
  range: usize
  /** The change in force, as the walk goes. */
  changeIndex: i32

  // The price grid of the last price that was rounded.
  gridFrom: f64
  gridTo: f64
  gridScale: f64

  // The holding: see `lab/strategy/holding.ts`.
  size: f64
  entry: f64
  acted: f64
  barred: i32
  openedRow: i32
  extreme: f64
  measured: f64
  stopAt: f64
  targetAt: f64
  /** Funding that one unit had paid when the size was last changed. */
  paidBefore: f64
  assumedBefore: f64

  // The trade that is not over.
  opened: f64
  bought: f64
  boughtUsd: f64
  sold: f64
  soldUsd: f64
  fees: f64
  slippage: f64
  funding: f64

  // Orders for the next bar: first what brings the position nearer to zero, then the rest.
  nearer: f64
  nearerReason: i32
  further: f64
  furtherReason: i32
  wanted: f64
  wantedRange: f64
  decidedSlot: i32

  // What happens to it next.
  nextEvent: i32
  nextRow: i32
  nextSlot: i32
  exitPrice: f64
  exitReason: i32
}

export const asleep: i32 = 0
export const fills: i32 = 1
export const leaves: i32 = 2
export const decides: i32 = 3

/** Indexes in `reasons` of `lab/backtest/fast/trades.ts`. */
export const enter: i32 = 0
export const rebalance: i32 = 1
export const exit: i32 = 2
export const time: i32 = 3
export const stop: i32 = 4
export const trailing: i32 = 5
export const target: i32 = 6

/** The row that opens with a slot, −1 where none does. */
@inline
export function rowAt(state: SymbolState, slot: i32): i32 {
  return state.rowOf == 0 ? max(-1, slot - state.firstSlot) : load<i32>(state.rowOf + ((<usize>slot) << 2))
}

@inline
export function stateOf(first: usize, k: i32): SymbolState {
  return changetype<SymbolState>(first + <usize>k * offsetof<SymbolState>())
}

@inline
export function slotOf(state: SymbolState, row: i32): i32 {
  return state.slotOf == 0 ? state.firstSlot + row : load<i32>(state.slotOf + ((<usize>row) << 2))
}

@inline
export function sign(x: f64): i32 {
  return x > 0 ? 1 : x < 0 ? -1 : 0
}

const candleBytes: usize = 32

@inline
export function candleAt(state: SymbolState, row: i32): usize {
  return state.candles + (<usize>row) * candleBytes
}

@inline
export function openAt(state: SymbolState, row: i32): f64 {
  return load<f64>(candleAt(state, row))
}

@inline
export function closeAt(state: SymbolState, row: i32): f64 {
  return load<f64>(candleAt(state, row), 24)
}
