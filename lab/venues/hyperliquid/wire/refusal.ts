import { InputError } from '../../../input-error.ts'

/** A malformed payload of the venue. The message is one line: payload, position, what was expected, what was found. */
export class WireError extends InputError {
  /** The payload, such as `info meta` or `trades`. */
  readonly what: string
  /** Keys and indexes from the top down, such as `universe.3.szDecimals`; empty for the payload itself. */
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

/** Rejects a value. `under` and `reading` add its position while the error passes through them. */
export function refuse(key: string, expected: string, value: unknown): never {
  throw new WireError('', key, expected, show(value))
}

/** Adds `key` to the path of a WireError; other errors are bugs and stay unchanged. */
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

const longest = 60

/** A value as one short line. */
export function show(value: unknown): string {
  if (value === undefined) return 'nothing'
  if (Array.isArray(value)) return `an array of ${value.length}`
  if (typeof value === 'object' && value !== null) return `an object of ${Object.keys(value).slice(0, 6).join(', ')}`
  const text = typeof value === 'string' ? JSON.stringify(value.slice(0, longest + 1)) : String(value)
  return text.length > longest ? `${text.slice(0, longest)}…` : text
}
