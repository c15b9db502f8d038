/** All ways to choose k of n, in lexicographic order. */
export function choices(n: number, k: number, from = 0): readonly (readonly number[])[] {
  if (k === 0) return [[]]
  return Array.from({ length: n - from }, (_, i) => from + i).flatMap(first =>
    choices(n, k - 1, first + 1).map(rest => [first, ...rest]),
  )
}
