import { choices } from '../../evolution/fitness/choices.ts'

/** Stretches of rows `[from, to)`. */
export type Stretch = readonly [from: number, to: number]

export interface Split {
  /** Places of the groups that are tried on. */
  readonly groups: readonly number[]
  readonly test: readonly Stretch[]
  /** Everything else but what is purged and embargoed. */
  readonly train: readonly Stretch[]
}

export interface Combinatorial {
  /** Equal parts that the rows are cut into. */
  readonly groups: number
  /** How many of them are tried on at a time. */
  readonly test: number
  /** Rows that one row's outcome reaches into: training rows that close before each tested stretch are left out, as many as this. */
  readonly purge: number
  /** Rows after each tested stretch that are left out as well: what follows it remembers it. */
  readonly embargo: number
}

/**
 * Every way to try on so many of the groups: purged, embargoed combinatorial cross-validation.
 *
 * @throws RangeError on numbers that leave nothing to train or to try on
 * @see López de Prado, "Advances in financial machine learning", 2018, chapters 7 and 12
 */
export function combinatorial(rows: number, { groups, test, purge, embargo }: Combinatorial): readonly Split[] {
  if (!Number.isInteger(groups) || !Number.isInteger(test) || test < 1 || test >= groups || groups > 20)
    throw new RangeError(`${test} of ${groups} groups: expected at least one, fewer than all, and at most 20 groups`)
  if (Math.floor(rows / groups) < 1) throw new RangeError(`${rows} rows in ${groups} groups leave one without a row`)
  const at = (group: number) => Math.round((rows * group) / groups)
  return choices(groups, test).map(chosen => {
    const tested = chosen.map((group): Stretch => [at(group), at(group + 1)])
    return { groups: chosen, test: tested, train: without(rows, tested, purge, embargo) }
  })
}

function without(rows: number, tested: readonly Stretch[], purge: number, embargo: number): readonly Stretch[] {
  let left: Stretch[] = [[0, rows]]
  for (const [from, to] of tested) {
    const [a, b] = [from - purge, to + embargo]
    left = left.flatMap(([x, y]): readonly Stretch[] => {
      const parts: readonly Stretch[] = [
        [x, Math.min(y, a)],
        [Math.max(x, b), y],
      ]
      return parts.filter(([p, q]) => q > p)
    })
  }
  return left
}
