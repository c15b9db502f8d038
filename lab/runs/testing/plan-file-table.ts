import { z } from 'zod'
import { planFile } from '../plan-file.ts'

/** Markdown table of every field of a plan file, generated from its schema. */
export const planFileTable = (): string => fieldTable(planFile)

/** Markdown table of a schema's fields. @param closed fields whose inner fields are described elsewhere */
export function fieldTable(schema: z.ZodType, closed: readonly string[] = []): string {
  const rows = rowsOf(z.toJSONSchema(schema) as Schema, '', closed)
  return ['| field | takes | meaning |', '|---|---|---|', ...rows].join('\n')
}

interface Schema {
  readonly type?: string
  readonly description?: string
  readonly properties?: Readonly<Record<string, Schema>>
  readonly items?: Schema
  readonly enum?: readonly string[]
  readonly anyOf?: readonly Schema[]
  readonly minimum?: number
  readonly exclusiveMinimum?: number
  readonly maximum?: number
}

const rowsOf = (schema: Schema, path: string, closed: readonly string[] = []): readonly string[] =>
  Object.entries(schema.properties ?? {}).flatMap(([name, field]) => {
    const row = `| \`${path}${name}\` | ${takes(field)} | ${field.description ?? ''} |`
    return closed.includes(name) ? [row] : [row, ...rowsOf(field, `${path}${name}.`)]
  })

function takes({ type, enum: words, items, anyOf, minimum, exclusiveMinimum, maximum }: Schema): string {
  if (words) return words.join(', ')
  if (anyOf) return anyOf.map(takes).join(' or ')
  if (items) return `list of ${takes(items)}`
  if (type === 'object') return ''
  const bounds = [
    minimum !== undefined && `from ${minimum}`,
    exclusiveMinimum !== undefined && `above ${exclusiveMinimum}`,
    maximum !== undefined && `to ${maximum}`,
  ].filter(Boolean)
  return [type === 'string' ? 'text' : type, ...bounds].join(' ')
}
