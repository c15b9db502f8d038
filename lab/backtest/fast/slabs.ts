/** Small columns cut from large ones: each array of its own costs more than what is computed of it. */
export function slabs() {
  let slab = new Float64Array()
  let used = 0
  return {
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
