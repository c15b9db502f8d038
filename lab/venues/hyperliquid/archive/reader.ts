import type { Rows, TableName } from '../../../data/lake/tables.ts'

/** Turns the lines of one file into rows of one table. */
export interface Reader<T extends TableName> {
  readonly table: T
  /** @throws InputError for a malformed line; the caller adds file and line number */
  line(text: string): readonly Rows[T][]
  /** Rows that remain after the last line. */
  rest(): readonly Rows[T][]
  /** Number of valid records that gave no row, by reason. */
  readonly skipped: ReadonlyMap<string, number>
}

/** Whether rows of a symbol are requested. Lines of other symbols are not checked. */
export type Wanted = (symbol: string) => boolean

/** Stores rows; resolves once they are stored. */
export type Sink = <T extends TableName>(table: T, rows: readonly Rows[T][]) => Promise<void>
