import { type Bars, isKnown, optionalColumns } from '../market/bars.ts'
import type { Exits } from '../strategy/strategy.ts'
import { type ExitPurpose, exitPurposes } from './exit-options.ts'
import { defaultLanguage } from './language.ts'
import { requireScaling } from './require-registered.ts'
import { type SizingGene, sizingGenes } from './sizing-genes.ts'
import type { Evolving } from './space.ts'
import { withoutPurposes } from './strategy-of.ts'

/** What a run is asked to evolve besides the genes of its seeds and enhancers. */
export interface EvolveOptions {
  readonly exits?: readonly ExitPurpose[]
  readonly sizing?: readonly SizingGene[]
  readonly scalings?: readonly string[]
  /** Bars of history that formulas may need, where `formula` is among the seeds. */
  readonly formulaWarmup?: number
}

/**
 * What evolves on this market: all that operators have to know, so that a run goes on without looking at the bars again.
 *
 * @param plan what the plan has besides
 * @throws RangeError on what nobody knows, on a scaling that has nothing to look at here, on a formula without history
 */
export function evolvingOn(
  market: readonly Bars[],
  plan: { readonly seeds: readonly string[]; readonly exits: Exits },
  { exits = [], sizing = [], scalings = [], formulaWarmup = defaultLanguage.warmup }: EvolveOptions,
): Evolving | undefined {
  requireAmong('way out of a position', exits, exitPurposes)
  requireAmong('gene of the sizing', sizing, Object.keys(sizingGenes))
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
    if (names.indexOf(name) < i) throw new RangeError(`${name} is asked for twice`)
  }
}
