import { type Bars, isKnown, type OptionalColumn } from '../market/bars.ts'
import { seedNamed } from '../seeds/index.ts'
import type { Strategy } from './strategy.ts'

/** @throws RangeError where a seed needs a column of which these bars know nothing: it is never made up */
export function requireColumns({ seeds }: Pick<Strategy, 'seeds'>, bars: Bars): void {
  for (const { name } of seeds) {
    const lacking = lackedBy(name, bars)
    if (lacking === undefined) continue
    throw new RangeError(
      `${name} needs ${lacking}, which is unknown throughout the bars of ${bars.symbol}: fetch or import it, or trade another seed`,
    )
  }
}

/** The first column that a seed needs and these bars do not know. */
export const lackedBy = (seed: string, bars: Bars): OptionalColumn | undefined =>
  seedNamed(seed)?.needs?.find(column => !isKnown(bars[column]))
