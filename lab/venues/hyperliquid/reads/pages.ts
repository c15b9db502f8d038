import type { EpochMs } from '../../../market/units.ts'
import { show, WireError } from '../wire/refusal.ts'

interface Timed {
  readonly t: EpochMs
}

/**
 * All rows within [from, to], read page by page. Each page starts at the time of the last row before it, since several rows
 * may share a millisecond; repeated rows are kept once. The first page without new rows is the last.
 *
 * @param most most rows of one page
 * @param keyOf identifies a row; rows with one key are the same row
 * @param nextAfter earliest possible time of the row after a given one; it saves the last, empty request
 * @returns rows, oldest first
 * @throws WireError when a page may have left rows out: it is not in order, or full of rows of one millisecond
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
