import { type RetiredWord, retired } from './retired.ts'

export interface Wording {
  readonly file: string
  /** Counted from 1. */
  readonly line: number
  readonly what: string
}

/** Longest Markdown line, in characters: the diff of a longer line does not show what changed. */
const longestLine = 200

/**
 * Retired words in a file, and Markdown lines that are too long.
 *
 * @param file path from the root, with forward slashes
 */
export function wordings(file: string, text: string, words: readonly RetiredWord[] = retired): readonly Wording[] {
  const found: Wording[] = []
  const here = words.filter(({ within }) => !within || within.some(place => file.startsWith(place)))
  text.split('\n').forEach((line, index) => {
    const complain = (what: string) => found.push({ file, line: index + 1, what })
    for (const { word, instead } of here) {
      for (const [said] of line.matchAll(word)) complain(`has "${said}": use "${instead}"`)
    }
    const length = [...line].length
    if (file.endsWith('.md') && length > longestLine)
      complain(`expected at most ${longestLine} characters, found ${length}`)
  })
  return found
}
