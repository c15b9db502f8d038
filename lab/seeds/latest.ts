/**
 * Turns events into exposure: the newest event of the last `hold` bars. Its memory has a known length, so the signal
 * settles.
 *
 * @param events per bar: −1 turn short, 0 turn flat, +1 turn long, NaN no event
 * @param hold   bars, an integer ≥ 1, that an event stays valid, including its own bar
 * @returns exposure per bar; 0 when the last `hold` bars had no event
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
