import { append } from '../lake/hot.ts'
import type { Lake } from '../lake/lake.ts'
import type { Changes } from '../lake/merge.ts'
import { readRows } from '../lake/rows.ts'
import type { Rows, TableName } from '../lake/tables.ts'
import { maintainLake } from '../record/maintenance.ts'

/** Tables in which series and time identify a row. Trades and fills are excluded: several may have the same time. */
export type WritableTable = Exclude<TableName, 'trades' | 'fills'>

/** Writes rows to the lake and counts the changes. */
export interface LakeWriter {
  /** Writes rows that are new or differ from the lake's. The promise resolves when they are on the disk. */
  write<T extends WritableTable>(name: T, rows: readonly Rows[T][]): Promise<Changes>
  /** Merges all appended rows into the large files. While another process writes, the merge is left to it. */
  settle(): Promise<void>
}

/** Number of small files that triggers a merge. A read opens all of them, so many small files slow it down. */
const gathered = 64

export function createLakeWriter(lake: Lake): LakeWriter {
  let files = 0
  let settling: Promise<void> | undefined
  const settle = async () => {
    files = 0
    settling ??= maintainLake(lake, true).finally(() => {
      settling = undefined
    })
    await settling
  }
  return {
    settle,
    async write(name, rows) {
      if (rows.length === 0) return { added: 0, replaced: 0, unchanged: 0 }
      const known = new Map((await readRows(lake, name, rangeOf(rows))).map(row => [keyOf(row), row]))
      const fresh = rows.filter(row => !known.has(keyOf(row)))
      const others = rows.filter(row => {
        const before = known.get(keyOf(row))
        return before !== undefined && differs(row, before)
      })
      const changed = [...fresh, ...others]
      await append(lake, name, changed)
      if (changed.length && ++files >= gathered) await settle()
      return { added: fresh.length, replaced: others.length, unchanged: rows.length - changed.length }
    },
  }
}

type AnyRow = Rows[WritableTable]

/** The smallest range of the lake that contains every earlier version of these rows. */
function rangeOf(rows: readonly AnyRow[]) {
  const [first] = rows
  const { venue, symbol } = first
  const interval = 'interval' in first ? first.interval : undefined
  const times = rows.map(({ t }) => t)
  return {
    venue,
    ...(rows.every(row => row.symbol === symbol) && { symbol }),
    ...(interval !== undefined && rows.every(row => 'interval' in row && row.interval === interval) && { interval }),
    ...{ from: Math.min(...times), to: Math.max(...times) + 1 },
  }
}

const keyOf = (row: AnyRow): string =>
  `${row.t} ${'interval' in row ? row.interval : ''} ${'stream' in row ? row.stream : ''} ${row.symbol}`

/** True if a row changes a value of the earlier row. A null is ignored, because it never replaces a known value. */
const differs = (row: AnyRow, before: AnyRow): boolean =>
  Object.entries(row).some(([name, value]) => {
    const was = before[name as keyof AnyRow] as unknown
    return value !== null && (Array.isArray(value) ? `${value}` !== `${was}` : value !== was)
  })
