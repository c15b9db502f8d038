/** State of one symbol: bars, venue rules, target exposure and position. Rows count from the first traded bar. */
@unmanaged
export class SymbolState {
  /** Open, high, low and close of each row, interleaved, because they are used together. */
  candles: usize
  rows: i32
  /** Slot of each row if bars are missing; 0: they differ by `firstSlot` only. */
  slotOf: usize
  /** Row of each slot, −1 without a bar; 0 as above. */
  rowOf: usize
  firstSlot: i32

  // Values per slot of the account's timeline, forward-filled where the symbol has no bar.
  markAt: usize
  /** Cumulative funding of one unit, long and short, up to the close. */
  longPaidAt: usize
  shortPaidAt: usize

  // Cumulative funding of one unit per row: up to the close, and up to the opening hour.
  longPaid: usize
  longPaidOpen: usize
  shortPaid: usize
  shortPaidOpen: usize
  /** The assumed part of the funding. */
  assumedPaid: usize
  assumedPaidOpen: usize

  // Venue rules.
  significant: i32
  decimals: i32
  lots: f64
  minNotional: f64
  /** Highest maintenance margin rate. */
  maintenance: f64
  /** Pairs of a notional and the maximum leverage from it on. */
  tiers: usize
  tierCount: i32

  // Target exposure: see `exposure-changes.as`.
  changes: usize
  changeCount: i32
  /** Mean true range of each row; 0 if no exit uses it. */
  range: usize
  /** Index of the current change during the walk. */
  changeIndex: i32

  // Price grid of the last rounded price.
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
  /** Cumulative funding of one unit when the size last changed. */
  paidBefore: f64
  assumedBefore: f64

  // The open trade.
  opened: f64
  bought: f64
  boughtUsd: f64
  sold: f64
  soldUsd: f64
  fees: f64
  slippage: f64
  funding: f64

  // Orders for the next bar: first the part that reduces the position, then the rest.
  nearer: f64
  nearerReason: i32
  further: f64
  furtherReason: i32
  wanted: f64
  wantedRange: f64
  decidedSlot: i32

  // The next scheduled event.
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

/** Row that opens in a slot; −1 if there is none. */
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
