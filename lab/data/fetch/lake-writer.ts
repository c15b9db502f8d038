import { append } from '../lake/hot.ts'
import type { Lake } from '../lake/lake.ts'
import type { Changes } from '../lake/merge.ts'
import { readRows } from '../lake/rows.ts'
import type { Rows, TableName } from '../lake/tables.ts'
import { maintainLake } from '../record/maintenance.ts'

/** Tables whose rows are told apart by their series and time. */
export type WritableTable = Exclude<TableName, 'trades' | 'fills'>

/** Brings rows into the lake, and counts what that changed. */
export interface LakeWriter {
  /** Writes those that the lake has not, or otherwise; they are on the disk when it comes back. */
  write<T extends WritableTable>(name: T, rows: readonly Rows[T][]): Promise<Changes>
  /** Brings all into the large files; when another process writes, that is left to it. */
  settle(): Promise<void>
}

/** Small files that gather before they are merged: each is opened by every read. */
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

/** Where in the lake the rows' like may be. */
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

/** What is unknown never comes over what is known. */
const differs = (row: AnyRow, before: AnyRow): boolean =>
  Object.entries(row).some(([name, value]) => {
    const was = before[name as keyof AnyRow] as unknown
    return value !== null && (Array.isArray(value) ? `${value}` !== `${was}` : value !== was)
  })
