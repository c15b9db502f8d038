import { InputError } from '../../../input-error.ts'

/** Consecutive lines of a file. */
export interface Lines {
  /** Number of the first line, counted from 1. */
  readonly first: number
  /** Lines without line breaks; blank lines are included. */
  readonly texts: readonly string[]
}

/** Maximum length of a line in bytes. The limit is high, because one line can hold a whole block of the chain. */
const longest = 16 * 1_048_576

const lf = 10

/**
 * Yields the lines of a text file, in one group per chunk that completes a line. The last line needs no line break.
 *
 * @param name file name, for errors
 * @throws InputError with the line number, when a line is longer than `limit` bytes or is not UTF-8
 */
export async function* lines(source: AsyncIterable<Uint8Array>, name: string, limit = longest): AsyncGenerator<Lines> {
  // Bytes of the line that has not ended yet.
  let begun: Uint8Array[] = []
  let held = 0
  let first = 1
  const group = (bytes: Uint8Array): Lines => {
    const texts = decode(bytes, name, first).split('\n')
    for (const [i, text] of texts.entries()) if (text.endsWith('\r')) texts[i] = text.slice(0, -1)
    const some = { first, texts }
    first += texts.length
    return some
  }
  for await (const chunk of source) {
    const end = chunk.lastIndexOf(lf)
    bounded(held + (end < 0 ? chunk.length : chunk.indexOf(lf)), limit, name, first)
    if (end < 0) {
      begun.push(chunk)
      held += chunk.length
      continue
    }
    const whole = chunk.subarray(0, end)
    yield group(held === 0 ? whole : Buffer.concat([...begun, whole]))
    begun = end + 1 < chunk.length ? [chunk.subarray(end + 1)] : []
    held = chunk.length - end - 1
    bounded(held, limit, name, first)
  }
  if (held > 0) yield group(Buffer.concat(begun))
}

function bounded(bytes: number, limit: number, name: string, line: number): void {
  if (bytes > limit)
    throw new InputError(`${name}: line ${line}: expected at most ${limit} bytes, found no line break within them`)
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

function decode(bytes: Uint8Array, name: string, first: number): string {
  try {
    return utf8.decode(bytes)
  } catch (cause) {
    if (!(cause instanceof TypeError)) throw cause
    throw new InputError(`${name}: line ${first} or later: expected UTF-8, found invalid bytes`, { cause })
  }
}
