import { Refusal } from './refusal.ts'

/**
 * Maximum number of lists and objects in a file, because each takes far more memory than it takes bytes in the file.
 * The limit is enough for sixty thousand trees.
 */
const maxBrackets = 2 ** 20

/**
 * Parses XGBoost's JSON, which may contain NaN and Infinity as numbers: versions before 3 write NaN as the threshold of
 * every categorical split. These numbers become the texts 'NaN', 'Infinity' and '-Infinity'.
 *
 * @throws Refusal when the text is not valid
 */
export function readJson(content: Uint8Array): unknown {
  requireFewBrackets(content)
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(content)
    return JSON.parse(/NaN|Infinity/.test(text) ? text.replace(textOrNotFinite, quoted) : text)
  } catch (error) {
    throw new Refusal(`expected XGBoost's JSON or UBJ, which JSON is not: ${(error as Error).message}`)
  }
}

// An unterminated string matches too; otherwise each of its quotes would be tried as a start, which takes quadratic
// time.
const textOrNotFinite = /"[^"\\]*(?:\\.[^"\\]*)*"?|NaN|-?Infinity/gs
const quoted = (found: string) => (found.startsWith('"') ? found : `"${found}"`)

function requireFewBrackets(content: Uint8Array): void {
  const [square, curly] = ['[', '{'].map(bracket => bracket.charCodeAt(0))
  let found = 0
  for (const byte of content) if (byte === square || byte === curly) found++
  if (found > maxBrackets) throw new Refusal(`expected at most ${maxBrackets} lists and objects, found ${found}`)
}
