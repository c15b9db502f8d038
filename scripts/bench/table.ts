import type { Row } from '../../lab/testing/bench.ts'
import type { Report } from './one.ts'

/** A bench as lines of text, its columns aligned. */
export function lines({ name, yardstickMs, rows }: Report): readonly string[] {
  const cells = rows.map(row => [
    row.what,
    `${round(row.value)} ${row.unit}`,
    copies(row, yardstickMs),
    ratio(row),
    row.beside ?? '',
  ])
  const widths = cells.reduce(
    (widths, row) => widths.map((width, i) => Math.max(width, row[i].length)),
    [0, 0, 0, 0, 0],
  )
  return [
    `${name} (one copy of 8 MB: ${round(yardstickMs)} ms)`,
    ...cells.map(row =>
      `  ${row.map((cell, i) => (i === 1 || i === 2 ? cell.padStart(widths[i]) : cell.padEnd(widths[i]))).join('  ')}`.trimEnd(),
    ),
  ]
}

const copies = (row: Row, yardstickMs: number) => (row.unit === 'ms' ? `${round(row.value / yardstickMs)} copies` : '')
const ratio = ({ ratio }: Row) => (ratio ? `${round(ratio.times)}× ${ratio.to}` : '')

/** Three significant digits, because a benchmark is not more precise. */
const round = (x: number) => (x >= 100 ? String(Math.round(x)) : x.toPrecision(3))
