/**
 * Crowding distance (Deb 2002): for each solution of a front, the distance between its two neighbours in an objective,
 * as a fraction of the front's range, summed over the objectives. The two ends of the front in each objective get
 * infinity.
 *
 * @param front values of the objectives of each solution
 */
export function crowding(front: readonly (readonly number[])[]): Float64Array {
  const room = new Float64Array(front.length)
  const objectives = front[0]?.length ?? 0
  for (let m = 0; m < objectives; m++) {
    const order = front.map((_, i) => i).sort((a, b) => front[a][m] - front[b][m] || a - b)
    const [first, last] = [order[0], order[order.length - 1]]
    const range = front[last][m] - front[first][m]
    room[first] = room[last] = Number.POSITIVE_INFINITY
    if (range === 0) continue
    for (let i = 1; i < order.length - 1; i++)
      room[order[i]] += (front[order[i + 1]][m] - front[order[i - 1]][m]) / range
  }
  return room
}
