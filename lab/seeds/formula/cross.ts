import type { Random } from '../../random.ts'
import { attempts } from './attempts.ts'
import { pickSite } from './chance.ts'
import type { Expression } from './expression.ts'
import { fits } from './limits.ts'
import { replaced, sitesOf } from './site.ts'

/**
 * Swaps a subtree of `a` with a subtree of `b` that has the same unit.
 *
 * @returns two children, in the units of `a` and `b` and within the limits; `a` and `b` when no valid swap was found
 * @see Koza (1992), section 6.4; Montana (1995) for the units
 */
export function cross(a: Expression, b: Expression, chance: Random): readonly [Expression, Expression] {
  const [sitesA, sitesB] = [sitesOf(a), sitesOf(b)]
  for (let k = 0; k < attempts; k++) {
    const here = pickSite(sitesA, chance)
    const alike = sitesB.filter(({ unit }) => unit === here.unit)
    if (alike.length === 0) continue
    const there = pickSite(alike, chance)
    const childA = replaced(a, here.path, there.expression)
    const childB = replaced(b, there.path, here.expression)
    if (fits(childA, sitesA[0].unit) && fits(childB, sitesB[0].unit)) return [childA, childB]
  }
  return [a, b]
}
