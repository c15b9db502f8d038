import type { DurationMs, EpochMs } from '../../market/units.ts'
import type { GapRow } from '../lake/tables.ts'
import type { RecordedGap } from './recorded-gap.ts'

/**
 * The gaps of a recording, written as rows of the table `gaps`: one row for each symbol, stream and start.
 * A filled gap gets a new row of length 0, which replaces the row of the open gap.
 */
export interface GapRegister {
  /** Records a gap. Of two gaps with the same start, the longer gap counts. */
  open(gap: RecordedGap): void
  /** Closes [from, to). The part of an open gap outside that range stays open. */
  fill(gap: RecordedGap): void
  /** True if recorded gaps cover all of [from, to), epoch ms. */
  covers(symbol: string, stream: string, from: number, to: number): boolean
  /** Number of open gaps, without the gaps of earlier runs. */
  count(): number
}

/** Maximum number of gaps in memory. A gap dropped from memory keeps its last written row in the table. */
const remembered = 20_000

/**
 * Creates the register of one venue.
 *
 * @param before open gaps of earlier runs, as rows
 * @param write stores a row. With `isFilled` the gap became shorter: the data that fills it must be stored first
 */
export function createGapRegister(
  venue: string,
  before: readonly GapRow[],
  write: (row: GapRow, isFilled: boolean) => void,
): GapRegister {
  /** Open gaps by series, then by start of the gap. `isOld` marks a gap of an earlier run. */
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
