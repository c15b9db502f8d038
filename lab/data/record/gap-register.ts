import type { DurationMs, EpochMs } from '../../market/units.ts'
import type { GapRow } from '../lake/tables.ts'
import type { RecordedGap } from './recorded-gap.ts'

/**
 * The gaps of a recording, as rows of the table `gaps`: one row for each stream and start. A filled gap stays recorded with
 * length 0, so that its row replaces the open one.
 */
export interface GapRegister {
  /** Records a gap. Of two gaps with the same start the longer one counts. */
  open(gap: RecordedGap): void
  /** Closes [from, to): a gap that reaches beyond it keeps only the part outside. */
  fill(gap: RecordedGap): void
  /** Whether all of [from, to) lies in recorded gaps. */
  covers(symbol: string, stream: string, from: number, to: number): boolean
  /** Number of open gaps, without those of earlier runs. */
  count(): number
}

/** Most gaps kept in memory. Older ones keep the row that was written last. */
const remembered = 20_000

/**
 * @param before open gaps of earlier runs, as rows
 * @param write receives a row. `isFilled` means that the gap became shorter: the rows that fill it must be written first
 */
export function createGapRegister(
  venue: string,
  before: readonly GapRow[],
  write: (row: GapRow, isFilled: boolean) => void,
): GapRegister {
  /** By series, then by start of the gap. */
  const series = new Map<string, Map<EpochMs, RecordedGap & { readonly isOld?: true }>>()
  let [size, count] = [0, 0]
  const seriesOf = (symbol: string, stream: string) => {
    const key = `${stream} ${symbol}`
    const known = series.get(key) ?? new Map<EpochMs, RecordedGap & { readonly isOld?: true }>()
    series.set(key, known)
    return known
  }
  const note = ({ symbol, stream, from, to, reason }: RecordedGap, isFilled = false) =>
    write({ venue, symbol, stream, t: from, to, reason }, isFilled)
  const keep = (gap: RecordedGap & { readonly isOld?: true }) => {
    const known = seriesOf(gap.symbol, gap.stream)
    if (!known.has(gap.from)) size++
    known.set(gap.from, gap)
    if (size <= remembered) return
    size--
    // Drops the oldest gap of the series that just grew.
    known.delete(known.keys().next().value as EpochMs)
  }
  for (const { symbol, stream, t, to, reason } of before.slice(-remembered)) {
    keep({ symbol, stream, from: t, to, reason, isOld: true })
  }

  const register: GapRegister = {
    open(gap) {
      const known = seriesOf(gap.symbol, gap.stream).get(gap.from)
      if (gap.to <= gap.from || (known && known.to >= gap.to)) return
      if (!known || known.isOld) count++
      keep(gap)
      note(gap)
    },
    fill({ symbol, stream, from, to, reason }) {
      const all = seriesOf(symbol, stream)
      if (!all.has(from)) note({ symbol, stream, from, to: from, reason }, true)
      for (const known of [...all.values()]) {
        if (known.to <= from || known.from >= to) continue
        all.delete(known.from)
        size--
        if (!known.isOld) count--
        if (known.from < from) {
          if (!known.isOld) count++
          keep({ ...known, to: from })
        }
        note({ ...known, to: Math.max(known.from, Math.min(known.to, from)) as EpochMs }, true)
        if (known.to > to) register.open({ ...known, from: to })
      }
    },
    covers: (symbol, stream, from, to) => uncovered([...seriesOf(symbol, stream).values()], from, to) <= 0,
    count: () => count,
  }
  return register
}

/** Length of the part of [from, to) outside all gaps. */
function uncovered(gaps: RecordedGap[], from: number, to: number): DurationMs {
  let left = to - from
  let reached = from
  for (const gap of gaps.sort((a, b) => a.from - b.from)) {
    const [start, end] = [Math.max(reached, gap.from), Math.min(to, gap.to)]
    if (end <= start) continue
    left -= end - start
    reached = end
  }
  return left
}
