import type { OptionalColumn } from '../../market/bars.ts'
import { integer, type Random } from '../../random.ts'
import { attempts } from './attempts.ts'
import { pickSite } from './chance.ts'
import type { Expression } from './expression.ts'
import { grow } from './grow.ts'
import { fits } from './limits.ts'
import { replaced, sitesOf } from './site.ts'

/** Minimum and maximum depth of a new subtree. A boolean of an indicator of a quotient of columns has four levels. */
const grown = { least: 3, most: 5 } as const

/**
 * Replaces a random subtree by a newly grown one.
 *
 * @param known optional columns that the market has; a new subtree uses no others
 * @returns the parent when no new subtree fitted
 * @see Koza (1992), section 6.5.1
 */
export function subtreeMutate(parent: Expression, chance: Random, known: readonly OptionalColumn[] = []): Expression {
  const sites = sitesOf(parent)
  for (let k = 0; k < attempts; k++) {
    const { path, unit } = pickSite(sites, chance)
    // Only the funding column has the unit rate. Without it, no subtree of that unit can be grown.
    if (unit === 'rate' && !known.includes('funding')) continue
    const child = replaced(parent, path, grow(unit, integer(chance, grown.least, grown.most), chance, known))
    if (fits(child, sites[0].unit)) return child
  }
  return parent
}
