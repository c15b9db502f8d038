import { genomeKey } from '../../genome/genome.ts'
import { byFitness } from '../generation.ts'
import type { Searcher } from './search-method.ts'

/** The best of all that were ever evaluated, for searches to which it makes no difference who is there. */
export const keepBest: Searcher['survive'] = ({ size, before }, children) => {
  const all = new Map([...before, ...children].map(one => [genomeKey(one.genome), one]))
  return [...all.values()].sort(byFitness).slice(0, size)
}
