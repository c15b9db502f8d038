import { type Genome, genomeKey } from '../../genome/genome.ts'
import { byFitness, type Generation, type Scored } from '../generation.ts'
import type { Stage } from './stages.ts'

/** One search of a stage. */
export interface StageSearch {
  readonly name: string
  readonly universe: readonly string[]
  /** Genomes that it starts around; empty: it starts with random genomes. */
  readonly start: readonly Genome[]
}

/**
 * The searches of a stage: one for each survivor of the previous stage, and one for each symbol if symbols are
 * searched apart.
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

/** Symbols that differ only in case, such as kPEPE and KPEPE, would share a folder name. */
const isAmbiguous = (wallets: readonly (readonly string[])[], w: number) =>
  wallets.some(([symbol], other) => other !== w && symbol.toLowerCase() === wallets[w][0].toLowerCase())

/** Genomes that advance: the best of each search, then the best of these; no duplicates. */
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
