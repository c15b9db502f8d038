import { refuse } from '../wire/refusal.ts'

/** Cells of a CSV line by column name. */
export type Cells = Readonly<Record<string, string>>

/**
 * Returns a function that splits a line into named cells. Columns are found by name: their order is free, and further ones are
 * allowed.
 *
 * @throws WireError when the header lacks one of `columns`; the returned function throws it when a line has another number of
 *   cells
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

/** A number, also in exponent form such as `1.25e-05`. NaN for an empty cell, `null` or `NaN`. @throws WireError */
export function cellNumber(cells: Cells, column: string): number {
  const text = cells[column]
  if (text === '' || text === 'null' || text === 'NaN') return Number.NaN
  const value = Number(text)
  if (!spelled.test(text) || !Number.isFinite(value)) return refuse(column, 'a number', text)
  return value + 0
}

/** A number that must be known. @throws WireError */
export function knownNumber(cells: Cells, column: string): number {
  const value = cellNumber(cells, column)
  if (Number.isNaN(value)) refuse(column, 'a number', cells[column])
  return value
}

/** Text that is not empty. @throws WireError */
export function cellText(cells: Cells, column: string): string {
  const text = cells[column]
  return text === '' ? refuse(column, 'text', text) : text
}
