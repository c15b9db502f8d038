import { type Genome, genomeKey } from '../../genome/genome.ts'
import { byFitness, type Generation, type Scored } from '../generation.ts'
import type { Stage } from './stages.ts'

/** One search of a stage. */
export interface StageSearch {
  /** Name of the folder of the search: letters in lower case, digits and hyphens. */
  readonly name: string
  /** Symbols that share one wallet. */
  readonly universe: readonly string[]
  /** Genomes around which the search starts; empty: it starts with random genomes. */
  readonly start: readonly Genome[]
}

/**
 * The searches of a stage: one per survivor of the previous stage. If the stage searches symbols apart, there is one
 * per survivor and symbol.
 *
 * @param survivors genomes promoted from the previous stage; empty: the searches start with random genomes
 */
export function stageSearchesOf(
  stage: Stage,
  universe: readonly string[],
  survivors: readonly Genome[],
): readonly StageSearch[] {
  const wallets = stage.apart ? universe.map(symbol => [symbol]) : [universe]
  const starts = survivors.length > 0 ? survivors.map(genome => [genome]) : [[]]
  return wallets.flatMap((universe, w) =>
    starts.map((start, s) => ({
      name: [stage.name, stage.apart ? universe[0].toLowerCase() : '', starts.length > 1 ? String(s + 1) : '']
        .filter(part => part !== '')
        .join('-')
        .replaceAll(/[^a-z0-9-]/g, '-')
        .concat(stage.apart && isAmbiguous(wallets, w) ? `-${w + 1}` : ''),
      universe,
      start,
    })),
  )
}

/** Whether symbol `w` differs from another only in case, as kPEPE and KPEPE do. Both would get the same folder name. */
const isAmbiguous = (wallets: readonly (readonly string[])[], w: number) =>
  wallets.some(([symbol], other) => other !== w && symbol.toLowerCase() === wallets[w][0].toLowerCase())

/**
 * Genomes that advance to the next stage, without duplicates. First the `best` of each search are taken, then the
 * `keep` best of these.
 */
export function survivorsOf(stage: Stage, searched: readonly (readonly Generation[])[]): readonly Scored[] {
  const best = searched.flatMap(generations =>
    [...(generations.at(-1)?.population ?? [])].sort(byFitness).slice(0, stage.best),
  )
  const seen = new Set<string>()
  return best
    .sort(byFitness)
    .filter(({ genome }) => !seen.has(genomeKey(genome)) && seen.add(genomeKey(genome)))
    .slice(0, stage.keep)
}
