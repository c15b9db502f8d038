/**
 * All ways to choose k of the indices `from` … n − 1, in lexicographic order. Each choice is ascending.
 *
 * @param from first index (default: 0)
 */
export function choices(n: number, k: number, from = 0): readonly (readonly number[])[] {
  if (k === 0) return [[]]
  return Array.from({ length: n - from }, (_, i) => from + i).flatMap(first =>
    choices(n, k - 1, first + 1).map(rest => [first, ...rest]),
  )
}
