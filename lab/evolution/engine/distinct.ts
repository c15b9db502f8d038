import { type Genome, genomeKey } from '../../genome/genome.ts'
import type { Child } from './search-method.ts'

/** Maximum draws for each wanted child: in total, and while evaluated genomes are still passed over. */
const [tries, triesForNew] = [50, 10]

/**
 * Makes up to `count` children, no two alike and none of those taken. A genome that was evaluated before adds no
 * information, so it is accepted only once new ones are hard to find. A small space yields fewer children.
 *
 * @param taken keys of genomes already in the population; the children's keys are added
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

/** Makes up to `count` distinct genomes. A small space yields fewer. */
export const distinct = (count: number, make: (i: number) => Genome): readonly Genome[] =>
  distinctChildren(
    count,
    i => ({ genome: make(i) }),
    new Set(),
    () => false,
  ).map(({ genome }) => genome)
