import { type Genome, genomeKey } from '../../genome/genome.ts'
import type { Child } from './search-method.ts'

/** Draws for each that is wanted, before a space is taken to hold no more. */
const [tries, triesForNew] = [50, 10]

/**
 * Up to `count` children, no two alike and none of those taken. One that was evaluated before teaches nothing, so it is taken only where new ones
 * are hard to find; a space too small to hold so many ends early.
 *
 * @param taken keys of genomes that are there already; the children's are added
 * @param known whether a genome was evaluated before
 */
export function distinctChildren(
  count: number,
  make: (i: number) => Child,
  taken: Set<string>,
  known: (key: string) => boolean,
): readonly Child[] {
  const children: Child[] = []
  for (let n = 0; children.length < count && n < tries * count; n++) {
    const child = make(children.length)
    const key = genomeKey(child.genome)
    if (taken.has(key) || (n < triesForNew * count && known(key))) continue
    taken.add(key)
    children.push(child)
  }
  return children
}

/** Up to `count` genomes, no two alike; a space too small to hold so many ends early. */
export const distinct = (count: number, make: (i: number) => Genome): readonly Genome[] =>
  distinctChildren(
    count,
    i => ({ genome: make(i) }),
    new Set(),
    () => false,
  ).map(({ genome }) => genome)
