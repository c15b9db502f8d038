import type { Column } from '../market/bars.ts'

/** @throws RangeError naming the first column whose length differs from that of the first column */
export function requireEqualLengths(indicator: string, columns: Readonly<Record<string, Column>>): void {
  const [[first, { length }], ...others] = Object.entries(columns)
  for (const [name, column] of others) {
    if (column.length !== length) {
      throw new RangeError(`${indicator}: ${name} has ${column.length} rows, expected ${length} like ${first}`)
    }
  }
}
