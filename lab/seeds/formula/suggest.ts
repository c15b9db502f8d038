/** Longest word for which a typing error is considered. */
const longest = 24

/** `; did you mean sma?` when the word is close to a known one; otherwise empty. */
export function didYouMean(word: string, words: readonly string[]): string {
  if (word.length > longest) return ''
  const near = words
    .map(other => ({ other, steps: distance(word.toLowerCase(), other.toLowerCase()) }))
    .filter(({ other, steps }) => steps <= Math.max(1, Math.floor(other.length / 3)))
    .sort((a, b) => a.steps - b.steps)
  return near.length > 0 ? `; did you mean ${near[0].other}?` : ''
}

/** Damerau-Levenshtein distance: letters to insert, delete, replace or swap with a neighbour. */
function distance(a: string, b: string): number {
  const rows = [Array.from({ length: b.length + 1 }, (_, j) => j)]
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const changed = rows[i - 1][j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1)
      row[j] = Math.min(rows[i - 1][j] + 1, row[j - 1] + 1, changed)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        row[j] = Math.min(row[j], rows[i - 2][j - 2] + 1)
    }
    rows.push(row)
  }
  return rows[a.length][b.length]
}
