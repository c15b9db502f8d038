/**
 * The newest event of the last `hold` bars: a signal with a memory of known length, so that it settles.
 *
 * @param events per bar: −1 turn short, 0 turn flat, +1 turn long, NaN nothing happened
 * @param hold   bars, an integer ≥ 1, that an event stays valid, its own bar included
 * @returns exposure per bar; 0 where nothing happened for `hold` bars
 */
export function latest(events: Float64Array, hold: number): Float64Array {
  const out = new Float64Array(events.length)
  let newest = Number.NEGATIVE_INFINITY
  for (let i = 0; i < events.length; i++) {
    if (!Number.isNaN(events[i])) newest = i
    if (i - newest < hold) out[i] = events[newest]
  }
  return out
}
