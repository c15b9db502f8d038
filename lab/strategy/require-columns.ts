import { type Bars, isKnown, type OptionalColumn } from '../market/bars.ts'
import { columnsOf } from '../seeds/formula/rules.ts'
import { seedNamed } from '../seeds/index.ts'
import type { WeightedSeed } from './strategy.ts'

type Reader = Pick<WeightedSeed, 'name' | 'formula'>

/** @throws RangeError when a seed needs an optional column that is unknown in all of these bars; it is never made up */
export function requireColumns({ seeds }: { readonly seeds: readonly Reader[] }, bars: Bars): void {
  for (const seed of seeds) {
    const lacking = lackedBy(seed, bars)
    if (lacking === undefined) continue
    throw new RangeError(
      `${seed.name} needs ${lacking}, which is unknown throughout the bars of ${bars.symbol}: fetch or import it, or use another seed`,
    )
  }
}

/** The first optional column that a seed or its formula reads and these bars lack. */
export function lackedBy({ name, formula }: Reader, bars: Bars): OptionalColumn | undefined {
  const needed = [...(seedNamed(name)?.needs ?? []), ...(formula ? columnsOf(formula) : [])]
  return needed.find(column => !isKnown(bars[column]))
}
