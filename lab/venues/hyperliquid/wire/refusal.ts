import { InputError } from '../../../input-error.ts'

/**
 * Error for a malformed payload of the venue. Its message is one line with the payload, the position in it, and the
 * values expected and found.
 */
export class WireError extends InputError {
  /** Name of the payload, such as `info meta` or `trades`. */
  readonly what: string
  /** Position in the payload: keys and indexes from the top, such as `universe.3.szDecimals`; empty for the top. */
  readonly path: string
  readonly expected: string
  /** The value found, shortened. */
  readonly found: string

  constructor(what: string, path: string, expected: string, found: string) {
    super([what, path, `expected ${expected}, found ${found}`].filter(part => part !== '').join(': '))
    this.what = what
    this.path = path
    this.expected = expected
    this.found = found
  }
}

/** Throws a WireError for a value. Callers add its position with `under`, and the payload's name with `reading`. */
export function refuse(key: string, expected: string, value: unknown): never {
  throw new WireError('', key, expected, show(value))
}

/** Returns a WireError with `key` put before its path. Other errors are bugs, and are returned unchanged. */
export const under = (key: string | number, error: unknown): unknown =>
  error instanceof WireError
    ? new WireError(error.what, error.path === '' ? `${key}` : `${key}.${error.path}`, error.expected, error.found)
    : error

/** Runs a parser and adds the name of the payload to its WireErrors. */
export function reading<T>(what: string, data: unknown, read: (data: unknown) => T): T {
  try {
    return read(data)
  } catch (error) {
    throw error instanceof WireError ? new WireError(what, error.path, error.expected, error.found) : error
  }
}

/** Maximum number of characters of a shown value. */
const longest = 60

/** Describes a value in one short line, for an error message. */
export function show(value: unknown): string {
  if (value === undefined) return 'nothing'
  if (Array.isArray(value)) return `an array of ${value.length}`
  if (typeof value === 'object' && value !== null) return `an object of ${Object.keys(value).slice(0, 6).join(', ')}`
  const text = typeof value === 'string' ? JSON.stringify(value.slice(0, longest + 1)) : String(value)
  return text.length > longest ? `${text.slice(0, longest)}…` : text
}
