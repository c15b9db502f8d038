import { InputError } from '../../../input-error.ts'

/** A payload of the venue that is not what it should be. One line: which payload, where in it, expected, found. */
export class WireError extends InputError {
  /** The payload, such as `info meta` or `trades`. */
  readonly what: string
  /** Keys and places from the top down, such as `universe.3.szDecimals`; empty for the payload itself. */
  readonly path: string
  readonly expected: string
  /** What stood there, shortened. */
  readonly found: string

  constructor(what: string, path: string, expected: string, found: string) {
    super([what, path, `expected ${expected}, found ${found}`].filter(part => part !== '').join(': '))
    this.what = what
    this.path = path
    this.expected = expected
    this.found = found
  }
}

/** Refuses the value at hand; `under` and `reading` say where it stood while the error travels outwards. */
export function refuse(key: string, expected: string, value: unknown): never {
  throw new WireError('', key, expected, show(value))
}

/** The error of something that lies under `key`; any other error is a bug of ours and stays as it is. */
export const under = (key: string | number, error: unknown): unknown =>
  error instanceof WireError
    ? new WireError(error.what, error.path === '' ? `${key}` : `${key}.${error.path}`, error.expected, error.found)
    : error

/** @throws WireError with the name of the payload, when `read` refuses it */
export function reading<T>(what: string, data: unknown, read: (data: unknown) => T): T {
  try {
    return read(data)
  } catch (error) {
    throw error instanceof WireError ? new WireError(what, error.path, error.expected, error.found) : error
  }
}

const longest = 60

/** One line, however large the value. */
export function show(value: unknown): string {
  if (value === undefined) return 'nothing'
  if (Array.isArray(value)) return `an array of ${value.length}`
  if (typeof value === 'object' && value !== null) return `an object of ${Object.keys(value).slice(0, 6).join(', ')}`
  const text = typeof value === 'string' ? JSON.stringify(value.slice(0, longest + 1)) : String(value)
  return text.length > longest ? `${text.slice(0, longest)}…` : text
}
