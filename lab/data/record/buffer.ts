import { append } from '../lake/hot.ts'
import type { Rows, TableName } from '../lake/tables.ts'
import type { Lake } from '../lake.ts'

/** What the rest relies on comes first: a hole is known before the rows on its far side. */
const order: readonly TableName[] = [
  ...(['gaps', 'trades', 'candles', 'books', 'asset_contexts', 'funding', 'fills', 'sentiment', 'listings'] as const),
]

/** Rows on their way into the lake. */
export interface Buffer {
  add<T extends TableName>(name: T, row: Rows[T]): void
  /** Rows that wait. */
  waiting(): number
  /** Writes all that waits; what cannot be written waits on. Rows that come meanwhile are the next flush's. */
  flush(): Promise<void>
  readonly written: Readonly<Record<TableName, number>>
}

/**
 * @param capacity rows that may wait
 * @throws Error from `add` when the disk does not keep up, or refuses: recording on would be pretending
 */
export function createBuffer(lake: Lake, capacity: number): Buffer {
  let rows = empty()
  let held = 0
  let flushing: Promise<void> = Promise.resolve()
  let failure: unknown
  const written = Object.fromEntries(order.map(name => [name, 0])) as Record<TableName, number>

  const write = async () => {
    const going = rows
    rows = empty()
    for (const name of order) {
      const some = going[name] as Rows[typeof name][]
      try {
        await append(lake, name, some)
      } catch (error) {
        for (const one of order.slice(order.indexOf(name))) {
          ;(rows[one] as unknown[]).unshift(...(going[one] as unknown[]))
        }
        failure = error
        throw error
      }
      written[name] += some.length
      held -= some.length
    }
    failure = undefined
  }
  return {
    add(name, row) {
      if (held >= capacity) {
        throw new Error(`${capacity} rows wait to be written, and more came: the disk does not keep up`, {
          cause: failure,
        })
      }
      held++
      ;(rows[name] as unknown[]).push(row)
    },
    waiting: () => held,
    flush() {
      flushing = flushing.then(write, write)
      return flushing
    },
    written,
  }
}

const empty = (): { [T in TableName]: Rows[T][] } => ({
  ...{
    gaps: [],
    trades: [],
    candles: [],
    books: [],
    asset_contexts: [],
    funding: [],
    fills: [],
    sentiment: [],
    listings: [],
  },
})
