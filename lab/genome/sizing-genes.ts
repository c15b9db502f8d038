import { type GeneSpecs, real } from '../seeds/seed.ts'
import { safeRange } from '../strategy/safe-ranges.ts'

const { min, max } = safeRange('sizing.fraction')

/**
 * The fraction varies within the bounds thought safe. The rebalance threshold starts at 0.05, because smaller changes
 * are noise that pays fees. At 1 only a reversal of direction is traded.
 */
export const sizingGenes = {
  fraction: real(min, max, 'fraction of equity'),
  rebalance: real(0.05, 1, 'change of exposure'),
} as const satisfies GeneSpecs

export type SizingGene = keyof typeof sizingGenes
