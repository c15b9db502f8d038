/** One error in a strategy file, with its position. Lines and columns count from 1. */
export interface Flaw {
  readonly line: number
  readonly column: number
  /** The field, such as `seeds[0].genes.fast`; empty when the whole file is meant. */
  readonly path: string
  readonly why: string
}

/** `strategies/calm.yaml:12:9 risk.maxOrder: found "5000", …`: the form that editors turn into a link. */
export const showFlaw = (flaw: Flaw, file: string): string =>
  `${file}:${flaw.line}:${flaw.column} ${flaw.path ? `${flaw.path}: ` : ''}${flaw.why}`

export const inReadingOrder = (flaws: readonly Flaw[]): readonly Flaw[] =>
  flaws.toSorted((a, b) => a.line - b.line || a.column - b.column)

/** Quotes text from a file for a message: one line, and shortened to 60 characters. */
export const quoted = (text: string): string => JSON.stringify(text.length > 60 ? `${text.slice(0, 59)}…` : text)
