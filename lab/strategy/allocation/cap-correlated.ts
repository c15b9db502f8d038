import type { Column } from '../../market/bars.ts'
import type { Fraction } from '../../market/units.ts'
import { waterFill } from './water-fill.ts'

/** Bounds on shares of the capital. */
export interface Caps {
  /** Maximum of one member, 0…1. */
  readonly maxShare: Fraction
  /** Maximum of the members of a group together, 0…1. */
  readonly groupShare: Fraction
  /** A share below this becomes 0, 0…maxShare. */
  readonly leastShare: Fraction
}

/** Shares that differ by less count as equal. */
const tie = 1e-9

/**
 * Shares as close to their wanted proportions as the caps allow. What a cap takes from one member goes to the others by
 * water-filling, first within each group, then among all; what no member may take stays unallocated. Then the smallest
 * share below `leastShare` is dropped and its part is redistributed, until none is below. Nothing is rescaled
 * afterwards, so the caps hold.
 *
 * @param wanted ≥ 0, summing to at most 1
 * @param groups indices of the members of each group; groups do not overlap
 * @returns ≥ 0, summing to at most the sum of `wanted`
 * @throws RangeError naming an invalid bound or wanted share
 */
export function capCorrelated(wanted: Column, groups: readonly (readonly number[])[], caps: Caps): Float64Array {
  requireBounds(wanted, caps)
  const total = sum(wanted)
  let asking = Float64Array.from(wanted)
  for (;;) {
    const shares = filled(asking, groups, caps, total)
    const tooSmall = shares.filter(share => share > 0 && share < caps.leastShare * (1 - tie))
    if (tooSmall.length === 0) return shares
    const smallest = Math.min(...tooSmall) * (1 + tie)
    asking = asking.map((share, i) => (shares[i] <= smallest ? 0 : share))
  }
}

function filled(asking: Column, groups: readonly (readonly number[])[], caps: Caps, total: number): Float64Array {
  const each = new Float64Array(asking.length).fill(caps.maxShare)
  for (const group of groups) {
    const own = (column: Column) => Float64Array.from(group, i => column[i])
    // Each member's cap is its share when its group is full, so that the group as a whole keeps its cap.
    const full = waterFill(own(asking), own(each), caps.groupShare)
    group.forEach((i, k) => {
      each[i] = full[k]
    })
  }
  return waterFill(asking, each, total)
}

function requireBounds(wanted: Column, { maxShare, groupShare, leastShare }: Caps): void {
  for (const [name, value, most] of [
    ['maxShare', maxShare, 1],
    ['groupShare', groupShare, 1],
    ['leastShare', leastShare, maxShare],
  ] as const) {
    if (!(value >= 0 && value <= most))
      throw new RangeError(`capCorrelated: ${name} is ${value}, expected 0 to ${most}`)
  }
  const bad = Array.from(wanted).findIndex(share => !(share >= 0))
  if (bad >= 0) throw new RangeError(`capCorrelated: wanted share ${bad} is ${wanted[bad]}, expected ≥ 0`)
  const all = sum(wanted)
  if (all > 1 + tie) throw new RangeError(`capCorrelated: wanted shares sum to ${all}, expected at most 1`)
}

const sum = (column: Column) => Array.from(column).reduce((total, share) => total + share, 0)
