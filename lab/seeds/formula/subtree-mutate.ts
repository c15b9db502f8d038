import type { OptionalColumn } from '../../market/bars.ts'
import { integer, type Random } from '../../random.ts'
import { attempts } from './attempts.ts'
import { pickSite } from './chance.ts'
import type { Expression } from './expression.ts'
import { grow } from './grow.ts'
import { fits } from './limits.ts'
import { replaced, sitesOf } from './site.ts'

/** Levels of what is grown: a boolean over an indicator over a quotient needs four. */
const grown = { least: 3, most: 5 } as const

/**
 * Grows a new subtree in place of one.
 *
 * @param known optional columns that the market has; the new subtree reads no other
 * @returns the parent where no new subtree fitted
 * @see Koza (1992), section 6.5.1
 */
export function subtreeMutate(parent: Expression, chance: Random, known: readonly OptionalColumn[] = []): Expression {
  const sites = sitesOf(parent)
  for (let k = 0; k < attempts; k++) {
    const { path, unit } = pickSite(sites, chance)
    // A rate is had from funding alone: where the market has none, what reads it stays as it is.
    if (unit === 'rate' && !known.includes('funding')) continue
    const child = replaced(parent, path, grow(unit, integer(chance, grown.least, grown.most), chance, known))
    if (fits(child, sites[0].unit)) return child
  }
  return parent
}
