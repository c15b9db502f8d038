/** The middle value, or the mean of the middle two; null without values. */
export function median(values: Iterable<number>): number | null {
  const sorted = Float64Array.from(values).sort()
  if (sorted.length === 0) return null
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}
