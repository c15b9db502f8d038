import type { Missing } from '../../market/ranged.ts'
import type { GapRow } from '../lake/tables.ts'
import type { TimeRange } from './time-range.ts'

const filled = 'filled from the venue'

/**
 * Rows for the table `gaps`, after what lies in `asked` was had but for `missing`: gaps on record that lie in it are closed, as ones
 * of no length, those that reach beyond it keep the part beyond, and what is missing is on record.
 *
 * @param series whose gaps, and of which stream
 * @param open   its gaps on record that are open
 */
export function gapRows(
  series: Pick<GapRow, 'venue' | 'symbol' | 'stream'>,
  open: readonly GapRow[],
  asked: TimeRange,
  missing: readonly Missing[],
): readonly GapRow[] {
  // One row for each beginning: the later of two stands.
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
