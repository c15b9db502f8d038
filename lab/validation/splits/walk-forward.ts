/** Rows `[from, to)` to choose on, and those that follow to see what the choice was worth. */
export interface Fold {
  readonly train: readonly [from: number, to: number]
  readonly test: readonly [from: number, to: number]
}

export interface WalkForward {
  /** Equal parts that the rows are cut into. */
  readonly parts: number
  /** Parts to choose on at first. */
  readonly first: number
  /** Whether all earlier parts are chosen on, or as many as at first. */
  readonly anchored: boolean
  /** Rows left out between the two: none when left out. */
  readonly embargo?: number
}

/**
 * One fold after the other in the order of time: what is chosen on lies wholly before what it is tried on.
 *
 * @throws RangeError where no fold would be left, or one without a row
 */
export function walkForward(rows: number, { parts, first, anchored, embargo = 0 }: WalkForward): readonly Fold[] {
  if (!Number.isInteger(parts) || !Number.isInteger(first) || first < 1 || first >= parts)
    throw new RangeError(`${first} of ${parts} parts to choose on: expected at least one, and one left to try on`)
  const at = (part: number) => Math.round((rows * part) / parts)
  return Array.from({ length: parts - first }, (_, i): Fold => {
    const train = [at(anchored ? 0 : i), at(first + i) - embargo] as const
    const test = [at(first + i), at(first + i + 1)] as const
    if (train[1] <= train[0] || test[1] <= test[0])
      throw new RangeError(`${rows} rows in ${parts} parts with ${embargo} between them leave a fold without a row`)
    return { train, test }
  })
}
