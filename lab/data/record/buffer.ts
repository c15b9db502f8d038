import { append } from '../lake/hot.ts'
import type { Lake } from '../lake/lake.ts'
import type { GapRow, Rows, TableName } from '../lake/tables.ts'

/**
 * Order of writing, which keeps the record true if the process is killed: a gap is written before the rows after it, and
 * closed after the rows that fill it.
 */
const order = [
  ...(['gaps', 'trades', 'candles', 'books', 'asset_contexts', 'funding', 'fills', 'sentiment', 'listings'] as const),
  'filled',
] as const
type Batch = (typeof order)[number]
type BatchRows = Rows & { readonly filled: GapRow }
const tableOf = (name: Batch): TableName => (name === 'filled' ? 'gaps' : name)

/** Rows that wait to be written to the lake. */
export interface Buffer {
  /** @param name a table, or `filled`: a row of `gaps` that closes a gap or makes it shorter */
  add<T extends Batch>(name: T, row: BatchRows[T]): void
  /** Number of waiting rows. */
  waiting(): number
  /**
   * Writes all waiting rows. Rows that could not be written keep waiting. Rows added meanwhile belong to the next flush.
   */
  flush(): Promise<void>
  readonly written: Readonly<Record<TableName, number>>
}

/**
 * @param capacity most rows that may wait
 * @throws Error from `add` when the disk is too slow or refuses to write. After that every `add` throws, and so does `flush`
 *   once the rest is written: the rejected row left an unrecorded gap, so the record must end before it
 */
export function createBuffer(lake: Lake, capacity: number): Buffer {
  let rows = empty()
  let pending = 0
  let flushing: Promise<void> = Promise.resolve()
  let failure: unknown
  let overflow: Error | undefined
  const written = Object.fromEntries(order.map(name => [tableOf(name), 0])) as Record<TableName, number>

  /** A gap that was filled and opened again before either row was written is open: the older row is dropped. */
  const forgetFilled = (open: readonly GapRow[]) => {
    const before = rows.filled.length
    rows.filled = rows.filled.filter(row => !open.some(gap => isSameGap(gap, row)))
    pending -= before - rows.filled.length
  }
  const write = async () => {
    const going = rows
    rows = empty()
    for (const name of order) {
      const some = going[name]
      try {
        await append(lake, tableOf(name), some as Rows[TableName][])
      } catch (error) {
        for (const one of order.slice(order.indexOf(name))) rows[one] = [...going[one], ...rows[one]] as never
        forgetFilled(rows.gaps)
        failure = error
        throw error
      }
      written[tableOf(name)] += some.length
      pending -= some.length
    }
    failure = undefined
    if (overflow) throw overflow
  }
  return {
    add(name, row) {
      if (pending >= capacity) {
        overflow ??= new Error(`${capacity} rows wait to be written, and more came: the disk does not keep up`, {
          cause: failure,
        })
      }
      if (overflow) throw overflow
      pending++
      ;(rows[name] as BatchRows[Batch][]).push(row)
      if (name === 'gaps') forgetFilled([row as GapRow])
    },
    waiting: () => pending,
    flush() {
      flushing = flushing.then(write, write)
      return flushing
    },
    written,
  }
}

const isSameGap = (a: GapRow, b: GapRow): boolean => a.t === b.t && a.symbol === b.symbol && a.stream === b.stream

const empty = (): { [T in Batch]: BatchRows[T][] } => ({
  ...{ gaps: [], trades: [], candles: [], books: [], asset_contexts: [] },
  ...{ funding: [], fills: [], sentiment: [], listings: [], filled: [] },
})
