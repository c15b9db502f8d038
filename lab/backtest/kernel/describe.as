import { Lane } from './lane'

export const laneBytes: usize = offsetof<Lane>()

/** Bars of a symbol and where its rows lie on the timeline. */
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
  const lane = changetype<Lane>(at)
  lane.rows = rows
  lane.candles = candles
  lane.firstSlot = firstSlot
  lane.slotOf = slotOf
  lane.rowOf = rowOf
  lane.markAt = markAt
  lane.longPaidAt = longPaidAt
  lane.shortPaidAt = shortPaidAt
}

/** What holding a symbol costs, and what its venue says of it. */
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
  const lane = changetype<Lane>(at)
  lane.longPaid = longPaid
  lane.longPaidOpen = longPaidOpen
  lane.shortPaid = shortPaid
  lane.shortPaidOpen = shortPaidOpen
  lane.assumedPaid = assumedPaid
  lane.assumedPaidOpen = assumedPaidOpen
  lane.significant = significant
  lane.decimals = decimals
  lane.lots = lots
  lane.minNotional = minNotional
  lane.maintenance = maintenance
  lane.tiers = tiers
  lane.tierCount = tierCount
  lane.gridFrom = 0
  lane.gridTo = 0
}
