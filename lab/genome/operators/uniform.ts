import type { CrossGene } from './cross-gene.ts'

/** Takes the gene of either parent with equal probability (Syswerda 1989). */
export const uniform: CrossGene = (mother, father, _, chance) => (chance() < 0.5 ? mother : father)
