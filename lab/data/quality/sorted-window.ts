/** The values of a moving window, kept sorted, so that its median and median absolute deviation take one pass. */
export class SortedWindow {
  readonly #sorted: Float64Array

  constructor(values: Float64Array) {
    this.#sorted = values.slice().sort()
  }

  /** Removes one value from the window and adds another. */
  replace(leaving: number, entering: number): void {
    const from = this.#rank(leaving)
    const to = this.#rank(entering)
    if (from < to) {
      this.#sorted.copyWithin(from, from + 1, to)
      this.#sorted[to - 1] = entering
    } else {
      this.#sorted.copyWithin(to + 1, to, from)
      this.#sorted[to] = entering
    }
  }

  /** NaN if the window is empty. */
  get median(): number {
    const middle = (this.#sorted.length - 1) / 2
    return (this.#sorted[Math.floor(middle)] + this.#sorted[Math.ceil(middle)]) / 2
  }

  /** Median absolute deviation: the median distance from the median. */
  get mad(): number {
    const sorted = this.#sorted
    const median = this.median
    const n = sorted.length
    // Distances grow outwards from the median, so both sides are walked in order of distance up to the middle one.
    let right = this.#rank(median)
    let left = right - 1
    let previous = Number.NaN
    let distance = Number.NaN
    for (let seen = 0; seen <= n >>> 1; seen++) {
      const below = left >= 0 ? median - sorted[left] : Number.POSITIVE_INFINITY
      const above = right < n ? sorted[right] - median : Number.POSITIVE_INFINITY
      previous = distance
      if (below < above) {
        distance = below
        left--
      } else {
        distance = above
        right++
      }
    }
    return n % 2 === 1 ? distance : (previous + distance) / 2
  }

  /** Number of smaller values. */
  #rank(value: number): number {
    let low = 0
    let high = this.#sorted.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if (this.#sorted[middle] < value) low = middle + 1
      else high = middle
    }
    return low
  }
}
