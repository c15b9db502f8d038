import { candleAt, SymbolState, openAt, stop, target as targetReason, trailing } from './symbol-state'
import { onGrid } from './rounding'
import {
  hasStop,
  hasTarget,
  hasTrailing,
  stopPart,
  stopRanges,
  targetPart,
  targetRanges,
  trailingPart,
  trailingRanges,
} from './world'

/** More than rounding can move a price that is already on the grid. */
const hair: f64 = 2e-9

/** The smaller of the two configured distances. */
@inline
function nearest(from: f64, range: f64, part: f64, ranges: f64): f64 {
  const near = from * part
  const measured = range * ranges
  if (isNaN(part)) return measured
  if (isNaN(ranges)) return near
  return min(near, measured)
}

/**
 * Sets stop and target from the entry price. `stopAt` is 0 without a stop, NaN if the stop would be below 0.
 * `targetAt` is 0 without a target.
 */
export function fixLevels(state: SymbolState): void {
  const isLong = state.size > 0
  state.stopAt = 0
  state.targetAt = 0
  if (hasStop) {
    const distance = nearest(state.entry, state.measured, stopPart, stopRanges)
    state.stopAt = onGrid(state, isLong ? state.entry - distance : state.entry + distance, !isLong)
  }
  if (hasTarget) {
    const gain = nearest(state.entry, state.measured, targetPart, targetRanges)
    const level = onGrid(state, isLong ? state.entry + gain : state.entry - gain, isLong)
    state.targetAt = level > 0 ? level : 0
  }
}

@inline
function trailingLevel(state: SymbolState, extreme: f64): f64 {
  const distance = nearest(extreme, state.measured, trailingPart, trailingRanges)
  return state.size > 0 ? extreme - distance : extreme + distance
}

/**
 * Walks a position over bars until an exit triggers, and updates its extreme at each close. Within a bar the stop
 * comes before the target: see `lab/market/bar-sequence.ts`.
 *
 * @returns the row of the exit, with price and reason in the state; −1: no exit up to `last`
 */
export function walk(state: SymbolState, from: i32, last: i32): i32 {
  if (!hasStop && !hasTrailing && !hasTarget) return -1
  return state.size > 0 ? walkLong(state, from, last) : walkShort(state, from, last)
}

function walkLong(state: SymbolState, from: i32, last: i32): i32 {
  const fixed = state.stopAt
  const target = state.targetAt > 0 ? state.targetAt : Infinity
  // A stop below 0 never triggers, and disables the trailing stop as well.
  const trails = hasTrailing && !isNaN(fixed)
  const least = fixed > 0 ? fixed * (1 + hair) : 0
  let extreme = state.extreme
  const part = f64x2.splat(isNaN(trailingPart) ? Infinity : trailingPart)
  const far = f64x2.splat(isNaN(trailingRanges) ? Infinity : state.measured * trailingRanges)
  const slack = f64x2.splat(1 + hair)
  const fixedGuard = f64x2.splat(least)
  let best = f64x2.splat(extreme)
  let guard = trails ? max(least, trailingLevel(state, extreme) * (1 + hair)) : least
  let at = candleAt(state, from)
  for (let row = from; row <= last; row++) {
    const low = load<f64>(at, 16)
    const high = load<f64>(at, 8)
    at += 32
    if (low <= guard) {
      const trail = trails ? max<f64>(0, onGrid(state, trailingLevel(state, extreme), false)) : 0
      const nearer = trail > 0 && (fixed == 0 || trail - fixed > 0)
      const trigger = nearer ? trail : fixed
      if (trigger > 0 && low <= trigger) {
        state.extreme = extreme
        state.exitPrice = min(trigger, openAt(state, row))
        state.exitReason = nearer ? trailing : stop
        return row
      }
    }
    if (high > target) {
      state.extreme = extreme
      state.exitPrice = target
      state.exitReason = targetReason
      return row
    }
    // Branch-free and with vectors, since the branch is unpredictable and vector minimum and maximum are one
    // instruction. See `nearest`.
    if (trails) {
      best = f64x2.pmax(best, f64x2.splat(high))
      const level = f64x2.sub(best, f64x2.pmin(f64x2.mul(best, part), far))
      guard = f64x2.extract_lane(f64x2.pmax(fixedGuard, f64x2.mul(level, slack)), 0)
      extreme = f64x2.extract_lane(best, 0)
    }
  }
  state.extreme = extreme
  return -1
}

function walkShort(state: SymbolState, from: i32, last: i32): i32 {
  const fixed = state.stopAt
  const target = state.targetAt
  const least = fixed > 0 ? fixed * (1 - hair) : Infinity
  let extreme = state.extreme
  const part = f64x2.splat(isNaN(trailingPart) ? Infinity : trailingPart)
  const far = f64x2.splat(isNaN(trailingRanges) ? Infinity : state.measured * trailingRanges)
  const slack = f64x2.splat(1 - hair)
  const fixedGuard = f64x2.splat(least)
  let best = f64x2.splat(extreme)
  let guard = hasTrailing ? min(least, trailingLevel(state, extreme) * (1 - hair)) : least
  let at = candleAt(state, from)
  for (let row = from; row <= last; row++) {
    const low = load<f64>(at, 16)
    const high = load<f64>(at, 8)
    at += 32
    if (high >= guard) {
      const trail = hasTrailing ? onGrid(state, trailingLevel(state, extreme), true) : 0
      const nearer = trail > 0 && (fixed == 0 || fixed - trail > 0)
      const trigger = nearer ? trail : fixed
      if (high >= trigger) {
        state.extreme = extreme
        state.exitPrice = max(trigger, openAt(state, row))
        state.exitReason = nearer ? trailing : stop
        return row
      }
    }
    if (low < target) {
      state.extreme = extreme
      state.exitPrice = target
      state.exitReason = targetReason
      return row
    }
    if (hasTrailing) {
      best = f64x2.pmin(best, f64x2.splat(low))
      const level = f64x2.add(best, f64x2.pmin(f64x2.mul(best, part), far))
      guard = f64x2.extract_lane(f64x2.pmin(fixedGuard, f64x2.mul(level, slack)), 0)
      extreme = f64x2.extract_lane(best, 0)
    }
  }
  state.extreme = extreme
  return -1
}
