import type { GeneSpec, GeneSpecs, Genes } from '../seeds/seed.ts'

/** One number of a genome. Its name is unique in the genome: `ema-cross.fast`, `exits.stop`. */
export interface Gene {
  readonly name: string
  readonly value: number
  readonly spec: GeneSpec
}

/** @param of owner of the genes; the first word of their full names */
export const named = (of: string, genes: Genes, specs: GeneSpecs): readonly Gene[] =>
  Object.entries(specs).flatMap(([name, spec]) =>
    genes[name] === undefined ? [] : [{ name: `${of}.${name}`, value: genes[name], spec }],
  )
