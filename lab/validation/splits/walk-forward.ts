/** Rows `[from, to)` to select on, and the following rows to test the selection. */
export interface Fold {
  readonly train: readonly [from: number, to: number]
  readonly test: readonly [from: number, to: number]
}

export interface WalkForward {
  /** Number of equal parts of the rows. */
  readonly parts: number
  /** Number of parts in the first training range. */
  readonly first: number
  /** Whether training always starts at the first row; otherwise it has a constant length. */
  readonly anchored: boolean
  /** Rows left out between training and test; default: 0. */
  readonly embargo?: number
}

/**
 * Walk-forward folds in order of time: each training range lies wholly before its test range.
 *
 * @throws RangeError if no fold or an empty fold would result
 */
export function walkForward(rows: number, { parts, first, anchored, embargo = 0 }: WalkForward): readonly Fold[] {
  if (!Number.isInteger(parts) || !Number.isInteger(first) || first < 1 || first >= parts)
    throw new RangeError(`${first} of ${parts} parts for training: expected at least one, and one left for testing`)
  const at = (part: number) => Math.round((rows * part) / parts)
  return Array.from({ length: parts - first }, (_, i): Fold => {
    const train = [at(anchored ? 0 : i), at(first + i) - embargo] as const
    const test = [at(first + i), at(first + i + 1)] as const
    if (train[1] <= train[0] || test[1] <= test[0])
      throw new RangeError(`${rows} rows in ${parts} parts with ${embargo} between them leave an empty fold`)
    return { train, test }
  })
}
