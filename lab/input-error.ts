/** Invalid input from outside, such as a file, argument or name. The message states what, where, expected, found. */
export class InputError extends Error {
  override readonly name = 'InputError'
}

/** Text to print when a script ends with an error: the message for invalid input, the full stack for a bug. */
export const explain = (error: unknown): string =>
  error instanceof InputError ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error)

/** Parses an argument. A RangeError of `parse` becomes an InputError that names the argument. @throws InputError */
export function parseInput<T>(name: string, text: string, parse: (text: string) => T): T {
  try {
    return parse(text)
  } catch (error) {
    if (error instanceof RangeError) throw new InputError(`${name}: ${error.message}`)
    throw error
  }
}
