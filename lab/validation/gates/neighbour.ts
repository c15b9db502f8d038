import { requireEnhancer, requireSeed } from '../../genome/require-registered.ts'
import type { TradedStrategy } from '../../genome/strategy-of.ts'
import type { Random } from '../../random.ts'
import { clampGene } from '../../seeds/draw.ts'
import { nudgeRules } from '../../seeds/formula/nudge-rules.ts'
import type { GeneSpec, GeneSpecs, Genes } from '../../seeds/seed.ts'
import type { Exits } from '../../strategy/strategy.ts'

/**
 * A random strategy near another: every number of its seeds, enhancers, formulas and exits varies within the radius.
 *
 * @param radius fraction of each number's own value; 0.1 is ±10 %. A value near 0 varies as if it were a quarter of
 * its range; an integer by at least 1.
 */
export function neighbour(strategy: TradedStrategy, radius: number, chance: Random): TradedStrategy {
  return {
    ...strategy,
    seeds: strategy.seeds.map(seed => ({
      ...seed,
      // The genes of a learning seed control its training. Its model is frozen, so they stay unchanged.
      genes: seed.model ? seed.genes : moved(seed.genes, requireSeed(seed.name).genes, radius, chance),
      ...(seed.formula && { formula: nudgeRules(seed.formula, radius, chance) }),
      ...(seed.enhancers && {
        enhancers: Object.fromEntries(
          Object.entries(seed.enhancers).map(([name, genes]) => [
            name,
            moved(genes, requireEnhancer(name).genes, radius, chance),
          ]),
        ),
      }),
    })),
    exits: movedExits(strategy.exits, radius, chance),
  }
}

/** Number of seed genes, and how many lie at a bound of their range. */
export function genesAtEdge({ seeds }: TradedStrategy): { readonly edge: number; readonly genes: number } {
  const all = seeds.flatMap(({ name, genes }) => {
    const specs = requireSeed(name).genes
    return Object.entries(specs).map(([gene, { min, max, kind }]) => {
      const near = kind === 'int' ? 0 : 0.005 * (max - min)
      return genes[gene] <= min + near || genes[gene] >= max - near
    })
  })
  return { edge: all.filter(Boolean).length, genes: all.length }
}

/** How far a gene may move. */
export const reachOf = (value: number, { min, max, kind }: GeneSpec, radius: number): number => {
  const reach = radius * Math.max(Math.abs(value), (max - min) / 4)
  return kind === 'int' ? Math.max(1, reach) : reach
}

function moved(genes: Genes, specs: GeneSpecs, radius: number, chance: Random): Genes {
  return Object.fromEntries(
    Object.entries(genes).map(([name, value]) => {
      const spec = specs[name]
      return [name, clampGene(value + reachOf(value, spec, radius) * (2 * chance() - 1), spec)]
    }),
  )
}

function movedExits(exits: Exits, radius: number, chance: Random): Exits {
  return Object.fromEntries(
    Object.entries(exits).map(([name, value]) => {
      const near = value * (1 + radius * (2 * chance() - 1))
      return [name, name === 'time' || name === 'atrWindow' ? Math.max(1, Math.round(near)) : near]
    }),
  )
}
