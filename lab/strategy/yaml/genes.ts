import type { GeneSpec, GeneSpecs, Genes } from '../../seeds/seed.ts'
import { decimal } from './decimal.ts'
import { nearest } from './nearest.ts'
import { plainNumber } from './quantity.ts'
import type { Complaint, Named, WithGenes } from './shape.ts'

/** All genes of a seed, enhancer or scaling, by name. Their units are in the gene specs, not in the file. */
export const genes: Named<Genes> = {
  kind: 'named',
  of: plainNumber({}, '12'),
  expects: 'gene names, each with a number',
}

/** Finds a seed, enhancer or scaling by name. @param what its kind, for the message @returns a complaint when the name is unknown */
export function find<T extends WithGenes>(name: string, what: string, known: readonly T[]): T | Complaint {
  const found = known.find(each => each.name === name)
  if (found) return found
  const guess = nearest(
    name,
    known.map(each => each.name),
  )
  return { at: [], why: `is not a known ${what}${guess ? `; did you mean ${guess}?` : ''}` }
}

/** Checks that the given genes are exactly those of the specs, each within its range. @param at path of the genes in the file */
export function checkGenes(
  given: Genes,
  { name, genes: specs }: WithGenes,
  at: readonly (string | number)[],
): readonly Complaint[] {
  const names = Object.keys(specs)
  return [
    ...names
      .filter(gene => !Object.hasOwn(given, gene))
      .map(gene => ({ at, why: `lacks the gene ${gene}, ${describeGene(specs[gene])}` })),
    ...Object.entries(given).flatMap(([gene, value]) => {
      if (!Object.hasOwn(specs, gene)) {
        const meant = nearest(gene, names)
        return { at: [...at, gene], why: `is not a gene of ${name}${meant ? `; did you mean ${meant}?` : ''}` }
      }
      const spec = specs[gene]
      return fits(value, spec)
        ? []
        : { at: [...at, gene], why: `found ${decimal(value)}, expected ${describeGene(spec)}` }
    }),
  ]
}

export const describeGene = ({ kind, min, max, unit }: GeneSpec): string =>
  `a ${kind === 'int' ? 'whole number' : 'number'} from ${decimal(min)} to ${decimal(max)}${unit === plainUnit ? '' : ` (${unit})`}`

const plainUnit = 'plain number'

const fits = (value: number, { kind, min, max }: GeneSpecs[string]): boolean =>
  value >= min && value <= max && (kind === 'real' || Number.isInteger(value))
