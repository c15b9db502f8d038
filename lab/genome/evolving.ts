import { type Bars, isKnown, optionalColumns } from '../market/bars.ts'
import type { Exits } from '../strategy/strategy.ts'
import { type ExitPurpose, exitPurposes } from './exit-options.ts'
import { defaultLanguage } from './language.ts'
import { requireScaling } from './require-registered.ts'
import { type SizingGene, sizingGenes } from './sizing-genes.ts'
import type { Evolving } from './space.ts'
import { withoutPurposes } from './strategy-of.ts'

/** Options for what a run evolves besides the genes of its seeds and enhancers. */
export interface EvolveOptions {
  readonly exits?: readonly ExitPurpose[]
  readonly sizing?: readonly SizingGene[]
  readonly scalings?: readonly string[]
  /** Maximum bars of history that a formula may need. Used only when `formula` is among the seeds. */
  readonly formulaWarmup?: number
}

/**
 * Resolves the options into everything that the genetic operators need, so that a run can continue without reading the
 * bars again.
 *
 * @param market bars of each symbol of the universe
 * @param plan the plan's seeds and its fixed exits
 * @throws RangeError on an unknown or repeated name, on a scaling that compares symbols in a universe of one, or on a
 * formula warm-up below 1
 */
export function evolvingOn(
  market: readonly Bars[],
  plan: { readonly seeds: readonly string[]; readonly exits: Exits },
  { exits = [], sizing = [], scalings = [], formulaWarmup = defaultLanguage.warmup }: EvolveOptions,
): Evolving | undefined {
  requireAmong('exit', exits, exitPurposes)
  requireAmong('sizing gene', sizing, Object.keys(sizingGenes))
  for (const name of scalings)
    if (requireScaling(name).readsOtherSymbols && market.length < 2)
      throw new RangeError(
        `${name} compares the symbols of a universe, and this one has ${market.length}: leave it out`,
      )
  if (!Number.isInteger(formulaWarmup) || formulaWarmup < 1)
    throw new RangeError(`formulas may need ${formulaWarmup} bars of history: expected a whole number of at least 1`)
  const { atrWindow } = withoutPurposes(plan.exits, exits)
  const columns = optionalColumns.filter(name => market.every(bars => isKnown(bars[name])))
  const evolving: Evolving = {
    ...(exits.length > 0 && { exits, ...(atrWindow !== undefined && { atrWindow }) }),
    ...(sizing.length > 0 && { sizing }),
    ...(scalings.length > 0 && { scalings }),
    ...(plan.seeds.includes('formula') && { formulas: { columns, warmup: formulaWarmup } }),
  }
  return Object.keys(evolving).length > 0 ? evolving : undefined
}

function requireAmong(what: string, names: readonly string[], known: readonly string[]): void {
  for (const [i, name] of names.entries()) {
    if (!known.includes(name)) throw new RangeError(`no ${what} is named ${name}: expected ${known.join(', ')}`)
    if (names.indexOf(name) < i) throw new RangeError(`${name} is listed twice`)
  }
}
