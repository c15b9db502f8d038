/** The values of a moving window, kept in order, so that its median and its median absolute deviation cost one pass. */
export class SortedWindow {
  readonly #sorted: Float64Array

  constructor(values: Float64Array) {
    this.#sorted = values.slice().sort()
  }

  /** One value leaves the window, another enters. */
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

  /** NaN of an empty window. */
  get median(): number {
    const middle = (this.#sorted.length - 1) / 2
    return (this.#sorted[Math.floor(middle)] + this.#sorted[Math.ceil(middle)]) / 2
  }

  /** Median distance from the median. */
  get mad(): number {
    const sorted = this.#sorted
    const median = this.median
    const n = sorted.length
    // Distances grow outward from the median on both sides: merge the two sides until half are seen.
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

  /** How many values are smaller. */
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
