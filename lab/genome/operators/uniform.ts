import type { CrossGene } from './cross-gene.ts'

/** The gene of one parent or the other, at even odds (Syswerda 1989). */
export const uniform: CrossGene = (mother, father, _, chance) => (chance() < 0.5 ? mother : father)
