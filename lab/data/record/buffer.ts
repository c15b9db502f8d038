import { append } from '../lake/hot.ts'
import type { Lake } from '../lake/lake.ts'
import type { GapRow, Rows, TableName } from '../lake/tables.ts'

/** What the rest relies on comes first: a gap is known before the rows on its far side, and closed after those that fill it. */
const order = [
  ...(['gaps', 'trades', 'candles', 'books', 'asset_contexts', 'funding', 'fills', 'sentiment', 'listings'] as const),
  'filled',
] as const
type Batch = (typeof order)[number]
type BatchRows = Rows & { readonly filled: GapRow }
const tableOf = (name: Batch): TableName => (name === 'filled' ? 'gaps' : name)

/** Rows on their way into the lake. */
export interface Buffer {
  /** @param name of a table, or `filled`: a row of `gaps` by which less is missing than before */
  add<T extends Batch>(name: T, row: BatchRows[T]): void
  /** Rows that wait. */
  waiting(): number
  /** Writes all that waits; what cannot be written waits on. Rows that come meanwhile are the next flush's. */
  flush(): Promise<void>
  readonly written: Readonly<Record<TableName, number>>
}

/**
 * @param capacity rows that may wait
 * @throws Error from `add` when the disk does not keep up, or refuses, and from then on always, also from `flush` when the rest is
 *   written: what was refused left a gap that nobody knows of, so that the record must end before it
 */
export function createBuffer(lake: Lake, capacity: number): Buffer {
  let rows = empty()
  let held = 0
  let flushing: Promise<void> = Promise.resolve()
  let failure: unknown
  let overflow: Error | undefined
  const written = Object.fromEntries(order.map(name => [tableOf(name), 0])) as Record<TableName, number>

  /** Filled and open again before either was written: the last word is that it is open. */
  const forgetFilled = (open: readonly GapRow[]) => {
    const before = rows.filled.length
    rows.filled = rows.filled.filter(row => !open.some(gap => isSameGap(gap, row)))
    held -= before - rows.filled.length
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
      held -= some.length
    }
    failure = undefined
    if (overflow) throw overflow
  }
  return {
    add(name, row) {
      if (held >= capacity) {
        overflow ??= new Error(`${capacity} rows wait to be written, and more came: the disk does not keep up`, {
          cause: failure,
        })
      }
      if (overflow) throw overflow
      held++
      ;(rows[name] as BatchRows[Batch][]).push(row)
      if (name === 'gaps') forgetFilled([row as GapRow])
    },
    waiting: () => held,
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
