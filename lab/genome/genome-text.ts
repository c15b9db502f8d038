import type { Genome } from './genome.ts'

/**
 * Canonical JSON of a genome, with sorted keys: equal genomes have equal texts. Genomes travel between threads and
 * machines in this form.
 *
 * @throws RangeError on a number that is not finite, which JSON would turn into null
 */
export const genomeText = (genome: Genome): string => spelled(genome, 'genome')

/** Parses a text written by `genomeText`. @throws SyntaxError on invalid JSON */
export const genomeOfText = (text: string): Genome => JSON.parse(text) as Genome

function spelled(value: unknown, where: string): string {
  if (typeof value === 'number' && !Number.isFinite(value))
    throw new RangeError(`${where} is ${value}, expected a finite number`)
  if (Array.isArray(value)) return `[${value.map((item, i) => spelled(item, `${where}[${i}]`)).join()}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const record = value as Readonly<Record<string, unknown>>
  const names = Object.keys(record).filter(name => record[name] !== undefined)
  return `{${names
    .sort()
    .map(name => `${JSON.stringify(name)}:${spelled(record[name], `${where}.${name}`)}`)
    .join()}}`
}
