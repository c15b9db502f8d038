import { type RetiredWord, retired } from './retired.ts'

export interface Wording {
  readonly file: string
  /** Counted from 1. */
  readonly line: number
  readonly what: string
}

/** Characters of a Markdown line, so that a diff of one shows what changed. */
const longestLine = 200

/**
 * What a file says in words that are no longer ours, and Markdown lines that nobody reads to their end.
 *
 * @param file path from the root, with forward slashes
 */
export function wordings(file: string, text: string, words: readonly RetiredWord[] = retired): readonly Wording[] {
  const found: Wording[] = []
  const here = words.filter(({ within }) => !within || within.some(place => file.startsWith(place)))
  text.split('\n').forEach((line, index) => {
    const tell = (what: string) => found.push({ file, line: index + 1, what })
    for (const { word, instead } of here) {
      for (const [said] of line.matchAll(word)) tell(`says "${said}": the word is "${instead}"`)
    }
    const length = [...line].length
    if (file.endsWith('.md') && length > longestLine)
      tell(`is ${length} characters long: expected ${longestLine} at most`)
  })
  return found
}
