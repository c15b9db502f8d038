import type { Rows, TableName } from '../../../data/lake/tables.ts'

/** Makes rows of one table out of the lines of one file. */
export interface Reader<T extends TableName> {
  readonly table: T
  /** @throws InputError for a line that does not say what it should; it need not name file and line */
  line(text: string): readonly Rows[T][]
  /** What is still to be told after the last line. */
  rest(): readonly Rows[T][]
  /** How many records were sound, but no rows, by the reason. */
  readonly passedOver: ReadonlyMap<string, number>
}

/** Whether rows of a symbol are asked for: lines of others are not even checked. */
export type Wanted = (symbol: string) => boolean

/** Takes rows in, some at a time; resolves when they are kept. */
export type Sink = <T extends TableName>(table: T, rows: readonly Rows[T][]) => Promise<void>
