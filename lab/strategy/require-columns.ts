import { type Bars, isKnown, type OptionalColumn } from '../market/bars.ts'
import { columnsOf } from '../seeds/formula/rules.ts'
import { seedNamed } from '../seeds/index.ts'
import type { WeightedSeed } from './strategy.ts'

type Reader = Pick<WeightedSeed, 'name' | 'formula'>

/** @throws RangeError where a seed needs a column of which these bars know nothing: it is never made up */
export function requireColumns({ seeds }: { readonly seeds: readonly Reader[] }, bars: Bars): void {
  for (const seed of seeds) {
    const lacking = lackedBy(seed, bars)
    if (lacking === undefined) continue
    throw new RangeError(
      `${seed.name} needs ${lacking}, which is unknown throughout the bars of ${bars.symbol}: fetch or import it, or trade another seed`,
    )
  }
}

/** The first column that a seed, or its formula, reads and these bars do not know. */
export function lackedBy({ name, formula }: Reader, bars: Bars): OptionalColumn | undefined {
  const needed = [...(seedNamed(name)?.needs ?? []), ...(formula ? columnsOf(formula) : [])]
  return needed.find(column => !isKnown(bars[column]))
}
