import type { Column } from '../../market/bars.ts'

/**
 * Distributes a total in proportion to what is wanted, with a cap for each member. What a cap takes from one goes to
 * the others in proportion, up to their own caps. Nothing is rescaled afterwards, so the caps hold.
 *
 * @param wanted ≥ 0
 * @param caps   ≥ 0, one each
 * @param total  ≥ 0
 * @returns min(cap, level × wanted), at the single level that distributes the total, or as much as the caps allow
 */
export function waterFill(wanted: Column, caps: Column, total: number): Float64Array {
  const out = new Float64Array(wanted.length)
  const reached = (i: number) => caps[i] / wanted[i]
  const order = Array.from(wanted, (_, i) => i)
    .filter(i => wanted[i] > 0)
    .sort((a, b) => reached(a) - reached(b))
  // Total wanted by the member at each position and all that reach their caps later; summed from the end, so that
  // nothing is subtracted.
  const still = new Float64Array(order.length + 1)
  for (let k = order.length - 1; k >= 0; k--) still[k] = still[k + 1] + wanted[order[k]]
  let left = total
  let level = Number.POSITIVE_INFINITY
  order.forEach((i, k) => {
    // The first member that does not reach its cap sets the level for itself and all later ones.
    if (level === Number.POSITIVE_INFINITY && reached(i) * still[k] > left) level = left / still[k]
    out[i] = Math.min(caps[i], level * wanted[i])
    left -= out[i]
  })
  return out
}
