import { type Expression, inputsOf } from '../seeds/formula/expression.ts'
import { printFormula } from '../seeds/formula/print.ts'
import { entriesOf, type FormulaRules } from '../seeds/formula/rules.ts'
import { type Gene, named } from './gene.ts'
import type { Genome } from './genome.ts'
import { knownSeed } from './require-registered.ts'
import { partNamed, partNames } from './parts.ts'

/** Where a genome lies among others. Worked out once a genome, and compared often. */
export interface Place {
  readonly seed: string
  /** Its idea, and each of its parts. */
  readonly coordinates: readonly Coordinates[]
  /** Every expression within the rules of a formula. */
  readonly said?: ReadonlySet<string>
}

interface Coordinates {
  /** Names of the genes, in one text, so that two genomes of one kind are known at a glance. */
  readonly frame: string
  readonly names: readonly string[]
  /** Each gene as a part of its range, 0…1. */
  readonly values: Float64Array
}

export const placeOf = (genome: Genome): Place => ({
  seed: genome.seed,
  coordinates: [
    coordinates(named(genome.seed, genome.genes, knownSeed(genome.seed).genes)),
    ...partNames.flatMap(name => {
      const part = genome[name]
      return part ? [coordinates(partNamed(name).genes(part))] : []
    }),
  ],
  ...(genome.rules && { said: expressionsOf(genome.rules) }),
})

/**
 * How unlike two genomes of one run are: 0 the same, 1 nothing in common. The mean over idea, enhancers, exits and sizing, as far as the run
 * evolves them; in each, the mean over its genes of how far they are apart as a part of their range. A gene that only one of them has is as
 * far as can be, and so are two ideas. Of a formula the share of expressions that only one of them has counts as much as its genes do.
 *
 * @see Gower (1971), "A general coefficient of similarity and some of its properties"
 */
export function distance(a: Place, b: Place): number {
  let sum = a.seed === b.seed ? between(a.coordinates[0], b.coordinates[0]) : 1
  if (a.said && b.said) sum = (sum + unlike(a.said, b.said)) / 2
  const parts = Math.max(a.coordinates.length, b.coordinates.length)
  for (let i = 1; i < parts; i++) sum += between(a.coordinates[i], b.coordinates[i])
  return sum / parts
}

function between(a: Coordinates | undefined, b: Coordinates | undefined): number {
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

/** Jaccard's distance. */
function unlike(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let shared = 0
  for (const text of a) if (b.has(text)) shared++
  return 1 - shared / (a.size + b.size - shared)
}

function coordinates(genes: readonly Gene[]): Coordinates {
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
