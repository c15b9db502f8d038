import type { Random } from '../../random.ts'
import { attempts } from './attempts.ts'
import { pick } from './chance.ts'
import { type Expression, same } from './expression.ts'
import { fits } from './limits.ts'
import { replaced, type Site, sitesOf } from './site.ts'

/**
 * Mutation that replaces a random subtree by a smaller subtree inside it of the same unit, which shortens the formula.
 *
 * @returns the shorter formula; the parent when no replacement was found in a limited number of attempts
 * @see Kinnear (1994), "Fitness landscapes and difficulty in genetic programming"
 */
export function hoist(parent: Expression, chance: Random): Expression {
  const sites = sitesOf(parent)
  const within = (outer: Site, site: Site) =>
    site.path.length > outer.path.length && outer.path.every((step, i) => step === site.path[i])
  const pairs = sites.flatMap(outer =>
    sites.filter(site => site.unit === outer.unit && within(outer, site)).map(inner => ({ outer, inner })),
  )
  for (let k = 0; k < attempts && pairs.length > 0; k++) {
    const { outer, inner } = pick(pairs, chance)
    const child = replaced(parent, outer.path, inner.expression)
    if (fits(child, sites[0].unit) && !same(child, parent)) return child
  }
  return parent
}
