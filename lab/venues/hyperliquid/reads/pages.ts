import type { EpochMs } from '../../../market/units.ts'
import { show, WireError } from '../wire/refusal.ts'

interface Timed {
  readonly t: EpochMs
}

/**
 * Everything within [from, to], however little the venue gives at once: each page begins at the time where the last one ended, since
 * several things may share a millisecond, and what came twice is kept once. It ends with the page that brings nothing new.
 *
 * @param most how much the venue gives at once
 * @param keyOf names a row among all of the answer, whatever its time: rows of one name are one
 * @param nextAfter the earliest time at which anything may follow a row: it spares the question whether there is more
 * @returns oldest first
 * @throws WireError when nobody knows what a page left out: it is not oldest first, or full of a single millisecond
 */
export async function pages<T extends Timed>(
  what: string,
  from: EpochMs,
  to: EpochMs,
  most: number,
  page: (from: EpochMs, to: EpochMs) => Promise<readonly T[]>,
  keyOf: (row: T) => string,
  nextAfter: (row: T) => number = row => row.t,
): Promise<readonly T[]> {
  const rows = new Map<string, T>()
  for (let start = from; ; ) {
    const some = await page(start, to)
    ascending(what, some)
    const before = rows.size
    for (const row of some) if (row.t >= from && row.t <= to) rows.set(keyOf(row), row)
    const last = some.at(-1)
    if (some.length >= most && some[0].t === last?.t)
      throw new WireError(what, '', `fewer than ${most} in one millisecond`, show(some))
    if (!last || rows.size === before || nextAfter(last) > to) return [...rows.values()]
    start = last.t
  }
}

function ascending(what: string, rows: readonly Timed[]): void {
  for (let i = 1; i < rows.length; i++) {
    if (rows[i].t < rows[i - 1].t) throw new WireError(what, `${i}`, `a time from ${rows[i - 1].t} on`, show(rows[i].t))
  }
}
