import { CST, Lexer } from 'yaml'

/** A reason to refuse a text before it is parsed. */
export interface Hazard {
  /** Index of the offending character in the text, from 0. */
  readonly offset: number
  readonly why: string
}

/** Maximum file size in characters; a strategy of a hundred symbols with all its evidence stays below 64 kB. */
export const maxLength = 256 * 1024
/** Maximum number of tokens. The parser's time can grow with the square of their number. */
const maxPieces = 64 * 1024
/** Deepest accepted nesting of brackets, block indicators within one line, and characters of indentation. */
const deepest = { flow: 8, indicators: 8, indent: 40 }

/** YAML features that are refused, because they can hide what a file says. */
const foreign: Readonly<Record<string, string>> = {
  anchor: 'anchors are not allowed: write every value where it applies',
  alias: 'aliases are not allowed: write every value where it applies',
  tag: 'tags are not allowed: the field decides the type',
  'directive-line': 'directives are not allowed',
}

/**
 * Reasons to refuse a text before it is parsed as YAML; empty when there are none. The parser is recursive, so deep
 * nesting would crash the process. The lexer used here is not recursive.
 */
export function hazards(text: string): readonly Hazard[] {
  if (text.length > maxLength) {
    return [{ offset: 0, why: `the file has ${text.length} characters, expected at most ${maxLength}` }]
  }
  // Characters that change the reading direction are refused too: a reviewer would not see the text that is parsed.
  const control = text.search(
    /[^\t\n\r\x20-\x7e\x85\xa0-\u2029\u202f-\u2065\u206a-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u,
  )
  if (control >= 0) {
    const code = text.codePointAt(control)?.toString(16).toUpperCase().padStart(4, '0')
    return [{ offset: control, why: `contains the control character U+${code}` }]
  }
  const found: Hazard[] = []
  let offset = 0
  let flow = 0
  let indicators = 0
  let indent = 0
  let isScalar = false
  let pieces = 0
  for (const lexeme of new Lexer().lex(text)) {
    // The token after a SCALAR mark is a scalar, whatever it looks like. The lexer's marks are not part of the text.
    const type = isScalar ? 'scalar' : CST.tokenType(lexeme)
    isScalar = lexeme === CST.SCALAR
    if (isScalar || lexeme === CST.DOCUMENT || lexeme === CST.FLOW_END) continue
    if (type === 'newline') indicators = indent = 0
    else if (type === 'space' && indicators === 0) indent = Math.max(indent, lexeme.length)
    else if (type === 'flow-map-start' || type === 'flow-seq-start') flow++
    else if (type === 'flow-map-end' || type === 'flow-seq-end') flow--
    else if (type === 'seq-item-ind' || type === 'explicit-key-ind' || (type === 'map-value-ind' && flow === 0))
      indicators++
    else if (type && Object.hasOwn(foreign, type)) found.push({ offset, why: foreign[type] })
    if (flow > deepest.flow || indicators > deepest.indicators || indent > deepest.indent) {
      return [...found, { offset, why: 'is nested or indented deeper than any strategy needs' }]
    }
    if (++pieces > maxPieces) return [{ offset, why: 'the file has more words and marks than any strategy needs' }]
    offset += lexeme.length
  }
  return found
}
