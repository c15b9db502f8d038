/** Cuts small columns from large buffers, because allocating each column separately is slow. */
export function slabs() {
  let slab = new Float64Array()
  let used = 0
  return {
    /** Returns a column of `length` zeros. */
    take(length: number): Float64Array {
      if (used + length > slab.length) {
        slab = new Float64Array(Math.max(length, 16_384))
        used = 0
      }
      used += length
      return slab.subarray(used - length, used)
    },
  }
}
