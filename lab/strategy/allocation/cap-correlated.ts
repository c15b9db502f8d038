import type { Column } from '../../market/bars.ts'
import type { Fraction } from '../../market/units.ts'
import { waterFill } from './water-fill.ts'

/** Bounds on shares of the whole. */
export interface Caps {
  /** For one member, 0…1. */
  readonly maxShare: Fraction
  /** For the members of a group together, 0…1. */
  readonly groupShare: Fraction
  /** What would get less than this gets nothing, 0…maxShare. */
  readonly leastShare: Fraction
}

/** Shares nearer than this are the same share: the last digits decide about nobody. */
const tie = 1e-9

/**
 * Shares as near to their wanted proportions as the caps allow. What a cap takes from one goes to the others by water-filling, first
 * within each group, then among all; what nobody may take is left over. Then the smallest that is below `leastShare` goes, and what it
 * had is handed out anew, until none is.
 *
 * Documented with caps that were applied first and broken by the rescaling after them.
 *
 * @param wanted ≥ 0, summing to at most 1
 * @param groups places of the members of each; no one is in two
 * @returns ≥ 0, summing to at most what is wanted
 * @throws RangeError naming a bound or a wanted share that cannot be
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
    // Nobody gets more than when the group is full: a cap for each that keeps the cap for all.
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
