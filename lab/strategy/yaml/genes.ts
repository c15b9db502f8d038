import type { GeneSpec, GeneSpecs, Genes } from '../../seeds/seed.ts'
import { decimal } from './decimal.ts'
import { nearest } from './nearest.ts'
import { plainNumber } from './quantity.ts'
import type { Bred, Complaint, Named } from './shape.ts'

/** All genes of a seed, enhancer or scaling, by name. Their units are in the gene specs, not in the file. */
export const genes: Named<Genes> = { kind: 'named', of: plainNumber({}, '12'), expects: 'numbers under their names' }

/** Finds a member by name, or a complaint with a suggestion. @param what kind of member: `seed` */
export function find<T extends Bred>(name: string, what: string, known: readonly T[]): T | Complaint {
  const found = known.find(each => each.name === name)
  if (found) return found
  const guess = nearest(
    name,
    known.map(each => each.name),
  )
  return { at: [], why: `is not a known ${what}${guess ? `; did you mean ${guess}?` : ''}` }
}

/** Checks that all genes are present, no others, and each within its range. @param at path of the genes */
export function checkGenes(
  given: Genes,
  { name, genes: specs }: Bred,
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
