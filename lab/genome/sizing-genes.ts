import { type GeneSpecs, real } from '../seeds/seed.ts'
import { safeRange } from '../strategy/safe-ranges.ts'

const { min, max } = safeRange('sizing.fraction')

/**
 * Genes of the position sizing. `fraction` varies within its safe range. `rebalance` is at least 0.05, because smaller
 * changes of exposure are noise that costs fees. At a threshold of 1, only a reversal of direction is traded.
 */
export const sizingGenes = {
  fraction: real(min, max, 'fraction of equity'),
  rebalance: real(0.05, 1, 'change of exposure'),
} as const satisfies GeneSpecs

export type SizingGene = keyof typeof sizingGenes
