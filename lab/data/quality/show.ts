import { isEpochMs, showInterval, showTime } from '../../market/units.ts'
import type { Quality } from './quality.ts'

const sum = <T>(items: readonly T[], of: (item: T) => number): number =>
  items.reduce((total, item) => total + of(item), 0)
const time = (at: number | undefined): string => (at === undefined ? '–' : isEpochMs(at) ? showTime(at) : String(at))

const interval = (step: number): string => (step % 1_000 === 0 ? showInterval(step) : `${step} ms`)

const bars = (count: number): string => `${count} ${count === 1 ? 'bar' : 'bars'}`

/** Columns of the table, left to right: title, and value for a report. */
const columns: readonly (readonly [name: string, of: (report: Quality) => string | number])[] = [
  ['symbol', report => report.symbol],
  ['interval', report => interval(report.interval)],
  ['bars', report => report.rows],
  ['first', report => time(report.first)],
  ['last', report => time(report.last)],
  ['mistimed', report => report.mistimed.length],
  ['gaps', report => report.gaps.length],
  ['missing', report => sum(report.gaps, gap => gap.missing)],
  ['duplicates', report => report.duplicates.length],
  ['out of order', report => report.disordered.length],
  ['odd steps', report => report.oddSteps.length],
  ['not numbers', report => report.nonFinite.length],
  ['inconsistent', report => report.inconsistent.length],
  ['idle', report => sum(report.idle, run => run.bars)],
  ['outliers', report => report.outliers.length],
]

/**
 * Data quality as text: a table with one line per report, then up to `examples` lines for each kind of oddity of each
 * symbol.
 */
export function showQuality(reports: readonly Quality[], examples = 3): string {
  const cells = [columns.map(([name]) => name), ...reports.map(report => columns.map(([, of]) => String(of(report))))]
  const widths = columns.map((_, c) => Math.max(...cells.map(row => row[c].length)))
  const table = cells.map(row =>
    row.map((cell, c) => (c === 0 ? cell.padEnd(widths[c]) : cell.padStart(widths[c]))).join('  '),
  )
  const rule = reports.at(0)?.outlierRule
  const legend = rule
    ? [
        `outlier: a log return more than ${rule.deviations} robust deviations (1.4826 × MAD) from the median of ${rule.window}`,
      ]
    : []
  return [...table, ...legend, ...reports.flatMap(report => remarks(report, examples))].join('\n')
}

function remarks(report: Quality, examples: number): string[] {
  const some = <T>(items: readonly T[], say: (item: T) => string) => {
    const more = items.length > examples ? [`… and ${items.length - examples} more of these`] : []
    return [...items.slice(0, examples).map(say), ...more]
  }
  return [
    ...some(report.mistimed, ({ row, openTime, looksLike }) => {
      return `row ${row}: ${openTime} is not in epoch milliseconds${looksLike ? `; it looks like a time in ${looksLike}` : ''}`
    }),
    ...(report.otherInterval
      ? [`bars come every ${interval(report.otherInterval)}, not every ${interval(report.interval)}`]
      : []),
    ...some(report.gaps, gap => `gap of ${bars(gap.missing)}: ${time(gap.from)} until ${time(gap.to)}`),
    ...some(report.duplicates, ({ openTime, rows, agree }) => {
      return `rows ${rows.join(', ')} all open at ${time(openTime)} and ${agree ? 'are equal' : 'differ'}`
    }),
    ...some(report.disordered, row => `row ${row} opens before row ${row - 1}`),
    ...some(report.oddSteps, odd => `${time(odd.openTime)} opens ${interval(odd.step)} after the bar before`),
    ...some(report.nonFinite, flaw => `row ${flaw.row}, ${time(flaw.openTime)}: ${flaw.why}`),
    ...some(report.inconsistent, flaw => `row ${flaw.row}, ${time(flaw.openTime)}: ${flaw.why}`),
    ...some(report.idle, run => `${bars(run.bars)} without volume: ${time(run.from)} to ${time(run.to)}`),
    ...some(report.outliers, ({ openTime, logReturn, deviations }) => {
      return `${time(openTime)}: return ${(Math.expm1(logReturn) * 100).toFixed(2)} %, ${deviations.toFixed(1)} deviations`
    }),
  ].map(remark => `${report.symbol}: ${remark}`)
}
