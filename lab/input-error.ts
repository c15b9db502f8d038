/** The world gave us something we cannot take: a file, an argument, a name. The message says what, where, expected, found. */
export class InputError extends Error {
  override readonly name = 'InputError'
}

/** What to print at a script's outermost line: one line for bad input, the whole stack for a bug of ours. */
export const explain = (error: unknown): string =>
  error instanceof InputError ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error)

/** The value of an argument; what `parse` throws about the text is the world's fault, not ours. @throws InputError */
export function parseInput<T>(name: string, text: string, parse: (text: string) => T): T {
  try {
    return parse(text)
  } catch (error) {
    if (error instanceof RangeError) throw new InputError(`${name}: ${error.message}`)
    throw error
  }
}
