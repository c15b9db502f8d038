import { refuse } from '../wire/refusal.ts'

/** Cells of a CSV line by the name of their column. */
export type Cells = Readonly<Record<string, string>>

/**
 * Tells the cells of lines under a header. Columns are known by name and may come in any order, with others among them.
 *
 * @throws WireError when the header lacks one of `columns`, and when a line has not as many cells as it
 */
export function cellsUnder(header: string, columns: readonly string[]): (line: string) => Cells {
  const names = header.replace(/^\ufeff/, '').split(',')
  for (const column of columns) if (!names.includes(column)) refuse('', `a header with the column ${column}`, header)
  if (new Set(names).size < names.length) refuse('', 'a header that names each column once', header)
  return line => {
    const cells = line.split(',')
    if (cells.length !== names.length) refuse('', `${names.length} cells`, line)
    const named: Record<string, string> = {}
    for (const [i, name] of names.entries()) named[name] = cells[i]
    return named
  }
}

const spelled = /^-?\d+(\.\d*)?(e[+-]?\d+)?$/i

/** A number as CSV writers spell them, `1.25e-05` among them. NaN where the cell says that it is not known. @throws WireError */
export function cellNumber(cells: Cells, column: string): number {
  const text = cells[column]
  if (text === '' || text === 'null' || text === 'NaN') return Number.NaN
  const value = Number(text)
  if (!spelled.test(text) || !Number.isFinite(value)) return refuse(column, 'a number', text)
  return value + 0
}

/** The same where it must be known. @throws WireError */
export function knownNumber(cells: Cells, column: string): number {
  const value = cellNumber(cells, column)
  if (Number.isNaN(value)) refuse(column, 'a number', cells[column])
  return value
}

/** Text with something in it. @throws WireError */
export function cellText(cells: Cells, column: string): string {
  const text = cells[column]
  return text === '' ? refuse(column, 'text', text) : text
}
