import { Refusal } from './refusal.ts'

/** Lists and objects, of which a byte of a hostile file would cost us dozens: enough for sixty thousand trees. */
const maxBrackets = 2 ** 20

/**
 * XGBoost's JSON, which differs from everyone's in one thing: a number may be NaN or Infinity. Versions before 3 write NaN as
 * the threshold of every split by category. These become the texts 'NaN', 'Infinity' and '-Infinity'.
 *
 * @throws Refusal when it is not that
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

// A text without end counts too: otherwise each of its quotes would be tried as a beginning, up to the end of the file.
const textOrNotFinite = /"[^"\\]*(?:\\.[^"\\]*)*"?|NaN|-?Infinity/gs
const quoted = (found: string) => (found.startsWith('"') ? found : `"${found}"`)

function requireFewBrackets(content: Uint8Array): void {
  const [square, curly] = ['[', '{'].map(bracket => bracket.charCodeAt(0))
  let found = 0
  for (const byte of content) if (byte === square || byte === curly) found++
  if (found > maxBrackets) throw new Refusal(`expected at most ${maxBrackets} lists and objects, found ${found}`)
}
