import type { FormulaFlaw } from './flaw.ts'

export interface Token {
  readonly kind: 'number' | 'name' | 'sign' | 'end'
  readonly text: string
  readonly offset: number
}

const pattern =
  /\s+|(?<number>\d+(?:\.\d+)?(?:e[+-]?\d+)?)|(?<name>[a-z][a-z0-9]*)|(?<sign><=|>=|[-+*/<>(),])|(?<else>.)/giu

/** Common notation that the language does not accept, and what to write instead. */
const elsewhere: Readonly<Record<string, string>> = {
  '×': '*',
  '·': '*',
  '÷': '/',
  '−': '-',
  '≤': '<=',
  '≥': '>=',
  '&': 'and',
  '|': 'or',
  '!': 'not',
  '[': '(',
  ']': ')',
  '=': '<= or >=',
}

/** Splits a text into tokens, ending with an `end` token, and reports characters that do not belong to the language. */
export function tokensOf(text: string): { readonly tokens: readonly Token[]; readonly flaws: readonly FormulaFlaw[] } {
  const tokens: Token[] = []
  const flaws: FormulaFlaw[] = []
  for (const match of text.matchAll(pattern)) {
    const [found] = match
    const offset = match.index
    for (const kind of ['number', 'name', 'sign'] as const) {
      if (match.groups?.[kind] !== undefined) tokens.push({ kind, text: found, offset })
    }
    if (match.groups?.else === undefined) continue
    const instead = elsewhere[found] ? `; write ${elsewhere[found]}` : ''
    flaws.push({
      offset,
      length: found.length,
      why: `${JSON.stringify(found)} is not a sign of the language${instead}`,
    })
  }
  tokens.push({ kind: 'end', text: '', offset: text.length })
  return { tokens, flaws }
}
