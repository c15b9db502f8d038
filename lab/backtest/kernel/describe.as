import { SymbolState } from './symbol-state'

export const stateBytes: usize = offsetof<SymbolState>()

/** Sets the bars of a symbol and the position of its rows on the timeline. */
export function layOut(
  at: usize,
  rows: i32,
  candles: usize,
  firstSlot: i32,
  slotOf: usize,
  rowOf: usize,
  markAt: usize,
  longPaidAt: usize,
  shortPaidAt: usize,
): void {
  const state = changetype<SymbolState>(at)
  state.rows = rows
  state.candles = candles
  state.firstSlot = firstSlot
  state.slotOf = slotOf
  state.rowOf = rowOf
  state.markAt = markAt
  state.longPaidAt = longPaidAt
  state.shortPaidAt = shortPaidAt
}

/** Sets the funding and the venue's rules of a symbol. */
export function describe(
  at: usize,
  longPaid: usize,
  longPaidOpen: usize,
  shortPaid: usize,
  shortPaidOpen: usize,
  assumedPaid: usize,
  assumedPaidOpen: usize,
  significant: i32,
  decimals: i32,
  lots: f64,
  minNotional: f64,
  maintenance: f64,
  tiers: usize,
  tierCount: i32,
): void {
  const state = changetype<SymbolState>(at)
  state.longPaid = longPaid
  state.longPaidOpen = longPaidOpen
  state.shortPaid = shortPaid
  state.shortPaidOpen = shortPaidOpen
  state.assumedPaid = assumedPaid
  state.assumedPaidOpen = assumedPaidOpen
  state.significant = significant
  state.decimals = decimals
  state.lots = lots
  state.minNotional = minNotional
  state.maintenance = maintenance
  state.tiers = tiers
  state.tierCount = tierCount
  state.gridFrom = 0
  state.gridTo = 0
}
