import type { Genome } from './genome.ts'

/**
 * A genome as text: JSON whose names are sorted, so that equal genomes have equal texts. This is how genomes travel, between threads
 * and between machines.
 *
 * @throws RangeError on what JSON would silently make something else of: a number that is none
 */
export const genomeText = (genome: Genome): string => spelled(genome, 'genome')

/** The genome that `genomeText` spelled. @throws SyntaxError on a text that is no JSON */
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
