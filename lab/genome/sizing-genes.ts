import { type GeneSpecs, real } from '../seeds/seed.ts'
import { safeRange } from '../strategy/safe-ranges.ts'

const { min, max } = safeRange('sizing.fraction')

/**
 * The fraction within what is thought safe. The smallest change worth trading from a twentieth, below which it is noise that pays fees, to
 * the whole: then only a turn of direction is traded.
 */
export const sizingGenes = {
  fraction: real(min, max, 'fraction of equity'),
  rebalance: real(0.05, 1, 'change of exposure'),
} as const satisfies GeneSpecs

export type SizingGene = keyof typeof sizingGenes
