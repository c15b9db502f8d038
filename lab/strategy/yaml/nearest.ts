/**
 * The known word closest to a misspelt one, ignoring case. At most a third of its letters may differ, but always one;
 * `undefined` when no known word is that close.
 */
export function nearest(word: string, known: readonly string[]): string | undefined {
  // Longer words are not compared, because the time of a comparison grows with the product of the lengths.
  if (word.length > 40) return undefined
  const limit = Math.max(1, Math.floor(word.length / 3))
  let best: string | undefined
  let least = limit + 1
  for (const candidate of known) {
    const far = distance(word.toLowerCase(), candidate.toLowerCase())
    if (far < least) [best, least] = [candidate, far]
  }
  return best
}

/** Insertions, deletions and replacements that turn one word into the other (Levenshtein). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const replace = row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(replace, row[j] + 1, next[j - 1] + 1))
    }
    row = next
  }
  return row[b.length]
}
