import { z } from 'zod'
import { type EpochMs, isEpochMs } from '../../../market/units.ts'
import { decimal } from './decimal.ts'
import { show, WireError } from './refusal.ts'

/**
 * Parses a payload with a zod schema. Frequent payloads have faster parsers of their own. Fields outside the schema are
 * ignored.
 *
 * @param what name of the payload, for the error
 * @throws WireError
 */
export function checked<T>(schema: z.ZodType<T>, data: unknown, what: string): T {
  const result = schema.safeParse(data)
  if (result.success) return result.data
  const { path, expected } = deepest(result.error.issues[0], [])
  throw new WireError(what, path.join('.'), expected, show(path.reduce<unknown>(step, data)))
}

const step = (value: unknown, key: PropertyKey): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[key] : undefined

/** Path and expectation of the innermost issue. For a union, the issue of its last member counts. */
function deepest(issue: z.core.$ZodIssue, above: readonly PropertyKey[]): { path: PropertyKey[]; expected: string } {
  const path = [...above, ...issue.path]
  if (issue.code === 'invalid_union') {
    const inner = issue.errors.at(-1)?.[0]
    if (inner) return deepest(inner, path)
  }
  if (issue.code === 'invalid_type') return { path, expected: issue.expected }
  if (issue.code === 'invalid_value')
    return { path, expected: issue.values.map(value => JSON.stringify(value)).join(' or ') }
  return { path, expected: issue.code === 'custom' ? issue.message : issue.message.toLowerCase() }
}

const number = (holds: (value: number) => boolean, expected: string) =>
  z.string().transform((value, context) => {
    const found = decimal(value)
    if (holds(found)) return found
    context.issues.push({ code: 'custom', message: expected, input: value })
    return z.NEVER
  })

/** A decimal text, parsed to a number. */
export const anyNumber = number(value => !Number.isNaN(value), 'a decimal text')
export const notNegativeNumber = number(value => value >= 0, 'a decimal text of 0 or more')

/** A whole number of 0 or more. */
export const wholeNumber = z.custom<number>(
  value => Number.isSafeInteger(value) && (value as number) >= 0,
  'a whole number of 0 or more',
)

export const epochTime = z.custom<EpochMs>(
  value => Number.isSafeInteger(value) && isEpochMs(value as number),
  'a time in epoch milliseconds',
)

/** Text that is not empty. */
export const someText = z.custom<string>(value => typeof value === 'string' && value !== '', 'text')
