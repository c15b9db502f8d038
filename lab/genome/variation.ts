import type { Random } from '../random.ts'
import type { FormulaRules } from '../seeds/formula/rules.ts'
import type { GeneSpec, GeneSpecs, Genes } from '../seeds/seed.ts'
import type { Language } from './language.ts'
import type { CrossGene } from './operators/cross-gene.ts'
import type { MutateGene } from './operators/mutation.ts'

/** Mutates the rules of a formula within its language. */
export type MutateRules = (rules: FormulaRules, language: Language, chance: Random) => FormulaRules

/** Crossover operator and random stream: they combine the genes of two parents into the genes of a child. */
export interface CrossoverContext {
  readonly crossGene: CrossGene
  readonly chance: Random
}

/** Mutation operators, their rates, and the random stream. */
export interface MutationContext {
  /** Probability that a gene mutates, 0…1. */
  readonly rate: number
  /** Standard deviation of a gene's mutation, as a share of the gene's range. */
  readonly step: number
  /** Probability that a mutating choice, such as the kind of stop, is drawn anew, 0…1. */
  readonly structure: number
  readonly mutateGene: MutateGene
  readonly mutateRules: MutateRules
  readonly chance: Random
}

/** Draws at random whether a gene mutates. */
export const shouldMutate = ({ rate, chance }: MutationContext): boolean => chance() < rate

/** Crosses the genes of two parents one by one. */
export const crossGenes = (a: Genes, b: Genes, specs: GeneSpecs, { crossGene, chance }: CrossoverContext): Genes =>
  mapSpecs(specs, (spec, name) => crossGene(a[name], b[name], spec, chance))

/** Mutates each gene with the probability `rate`. */
export const mutateGenes = (genes: Genes, specs: GeneSpecs, context: MutationContext): Genes =>
  mapSpecs(specs, (spec, name) => mutateOne(genes[name], spec, context))

/** Mutates one gene with the probability `rate`. */
export const mutateOne = (value: number, spec: GeneSpec, context: MutationContext): number =>
  shouldMutate(context) ? context.mutateGene(value, spec, context.step, context.chance) : value

const mapSpecs = (specs: GeneSpecs, make: (spec: GeneSpec, name: string) => number): Genes =>
  Object.fromEntries(Object.entries(specs).map(([name, spec]) => [name, make(spec, name)]))
