import { type Expression, inputsOf } from '../seeds/formula/expression.ts'
import { printFormula } from '../seeds/formula/print.ts'
import { entriesOf, type FormulaRules } from '../seeds/formula/rules.ts'
import { type Gene, named } from './gene.ts'
import type { Genome } from './genome.ts'
import { partNamed, partNames } from './parts.ts'
import { requireSeed } from './require-registered.ts'

/** Position of a genome in the gene space. It is computed once and used to measure distances to other genomes. */
export interface Coordinates {
  /** Name of the genome's seed. */
  readonly seed: string
  /** Coordinates of the seed's genes, then of each other part of the genome: enhancers, exits, sizing. */
  readonly perPart: readonly PartCoordinates[]
  /** Text of every sub-expression in the rules, with the rule's name. Absent if the seed is not a formula. */
  readonly expressions?: ReadonlySet<string>
}

interface PartCoordinates {
  /** Gene names, joined by commas. Two parts with equal names can be compared value by value. */
  readonly frame: string
  readonly names: readonly string[]
  /** Each gene's position in its range, 0…1. */
  readonly values: Float64Array
}

/** Computes the coordinates of a genome. */
export const coordinatesOf = (genome: Genome): Coordinates => ({
  seed: genome.seed,
  perPart: [
    partCoordinates(named(genome.seed, genome.genes, requireSeed(genome.seed).genes)),
    ...partNames.flatMap(name => {
      const part = genome[name]
      return part ? [partCoordinates(partNamed(name).genes(part))] : []
    }),
  ],
  ...(genome.rules && { expressions: expressionsOf(genome.rules) }),
})

/**
 * Gower distance between two genomes of one run: 0 for identical genomes, 1 for nothing in common. It is the mean of
 * the distances of the parts that the run evolves: seed, enhancers, exits and sizing.
 *
 * The distance of a part is the mean difference of its genes, each as a fraction of its range. A gene that only one
 * genome has counts as 1. Different seeds have the distance 1. For formulas, the Jaccard distance of their expressions
 * has the same weight as the seed's genes.
 *
 * @see Gower (1971), "A general coefficient of similarity and some of its properties"
 */
export function distance(a: Coordinates, b: Coordinates): number {
  let sum = a.seed === b.seed ? between(a.perPart[0], b.perPart[0]) : 1
  if (a.expressions && b.expressions) sum = (sum + unlike(a.expressions, b.expressions)) / 2
  const parts = Math.max(a.perPart.length, b.perPart.length)
  for (let i = 1; i < parts; i++) sum += between(a.perPart[i], b.perPart[i])
  return sum / parts
}

function between(a: PartCoordinates | undefined, b: PartCoordinates | undefined): number {
  if (!a || !b) return 1
  if (a.frame === b.frame) {
    const { length } = a.values
    let sum = 0
    for (let i = 0; i < length; i++) sum += Math.abs(a.values[i] - b.values[i])
    return length === 0 ? 0 : sum / length
  }
  let shared = 0
  let apart = 0
  a.names.forEach((name, i) => {
    const at = b.names.indexOf(name)
    if (at < 0) return
    shared++
    apart += Math.abs(a.values[i] - b.values[at])
  })
  const all = a.names.length + b.names.length - shared
  return (apart + all - shared) / all
}

/** Jaccard distance of two sets: 1 − size of the intersection / size of the union. */
function unlike(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let shared = 0
  for (const text of a) if (b.has(text)) shared++
  return 1 - shared / (a.size + b.size - shared)
}

function partCoordinates(genes: readonly Gene[]): PartCoordinates {
  const names = genes.map(({ name }) => name)
  const values = Float64Array.from(genes, ({ value, spec: { min, max } }) => (value - min) / (max - min))
  return { frame: names.join(), names, values }
}

function expressionsOf(rules: FormulaRules): ReadonlySet<string> {
  const texts = new Set<string>()
  const visit = (name: string, expression: Expression) => {
    texts.add(`${name}: ${printFormula(expression)}`)
    for (const input of inputsOf(expression)) visit(name, input)
  }
  for (const [name, expression] of entriesOf(rules)) visit(name, expression)
  return texts
}
