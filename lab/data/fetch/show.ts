import { showTime } from '../../market/units.ts'
import type { Failed, MissingData, Report } from './report.ts'

/** Lays out a text table. */
type Table = (head: readonly string[], rows: readonly (readonly string[])[]) => string

/**
 * Formats a report as text: row counts as a table, then the data that is not available, then the failed reads.
 *
 * @param most maximum number of lines about data that is not available
 */
export function showReport({ changes, missing, failed }: Report, table: Table, most = 20): string {
  const rows = Object.entries(changes).map(([what, { added, replaced, unchanged }]) => {
    const of = (all: readonly { readonly what: string }[]) => all.filter(one => one.what === what).length
    return [what, ...[added, replaced, unchanged, of(missing), of(failed)].map(count)]
  })
  const more = missing.length - most
  return [
    table(['', 'added', 'replaced', 'unchanged', 'not available', 'failed'], rows),
    ...(missing.length ? ['', 'not available'] : []),
    ...missing.slice(0, most).map(showMissing),
    ...(more > 0 ? [`… and ${count(more)} more, all in the lake's table gaps`] : []),
    ...(failed.length ? ['', `failed: ${count(failed.length)}; the same command requests them again`] : []),
    ...failed.map(showFailed),
  ].join('\n')
}

const count = (n: number): string => n.toLocaleString('en-US')

function showMissing({ stream, symbol, from, to, reason }: MissingData): string {
  const when = from < to ? `, ${showTime(from)} to ${showTime(to)} UTC` : ''
  return `${stream} of ${symbol}${when}: ${reason}`
}

const showFailed = ({ label, error }: Failed): string => `${label}: ${error}`
