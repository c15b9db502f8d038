import type { Missing } from '../../market/ranged.ts'
import type { GapRow } from '../lake/tables.ts'
import type { TimeRange } from './time-range.ts'

const filled = 'filled from the venue'

/**
 * Rows to write to the table `gaps` after a fetch of the time range `asked`; rows that would not change are left out.
 * - A recorded gap inside the range is closed by setting its length to 0.
 * - A recorded gap that reaches beyond the range keeps the part outside.
 * - Each missing range becomes a gap.
 *
 * @param series venue, symbol and stream of the gaps
 * @param open recorded gaps of the series that are open
 * @param missing parts of `asked` that the venue does not have
 */
export function gapRows(
  series: Pick<GapRow, 'venue' | 'symbol' | 'stream'>,
  open: readonly GapRow[],
  asked: TimeRange,
  missing: readonly Missing[],
): readonly GapRow[] {
  // The table has one row for each start of a gap, and the later row wins.
  const rows = new Map<number, GapRow>()
  const note = ({ from, to, reason }: Missing) => rows.set(from, { ...series, t: from, to, reason })
  for (const { t, to, reason } of open) {
    if (to <= asked.from || t >= asked.to) continue
    if (t < asked.from) note({ from: t, to: asked.from, reason })
    else note({ from: t, to: t, reason: filled })
    if (to > asked.to) note({ from: asked.to, to, reason })
  }
  for (const one of missing) note(one)
  const before = new Map(open.map(row => [row.t, row]))
  return [...rows.values()].filter(row => row.to !== before.get(row.t)?.to || row.reason !== before.get(row.t)?.reason)
}
