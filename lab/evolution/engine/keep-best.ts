import { genomeKey } from '../../genome/genome.ts'
import { byFitness } from '../generation.ts'
import type { Searcher } from './search-method.ts'

/** Survival rule of search methods without breeding: the best genomes evaluated so far, each once. */
export const keepBest: Searcher['survive'] = ({ size, before }, children) => {
  const all = new Map([...before, ...children].map(one => [genomeKey(one.genome), one]))
  return [...all.values()].sort(byFitness).slice(0, size)
}
