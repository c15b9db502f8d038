import type { Segment } from '../../charts/segments.ts'
import { showTime } from '../../market/units.ts'
import { html, type Markup } from '../markup.ts'
import { note } from '../notice.ts'
import { absent, inUnit, unitName } from '../number-text.ts'
import { type Column, table } from '../table.ts'
import type { Metric } from './report-data.ts'

/** Table with a row for each metric and a column for each segment, followed by the time ranges of the segments. */
export function metricTable(metrics: readonly Metric[], segments: readonly Segment[]): Markup {
  const times = segments.map(({ name, from, to }) => `${name}: ${showTime(from)} to ${showTime(to)} UTC`)
  return html`${table([...fixed, ...segments.map(ofSegment)], metrics)}
${note(times.join(' · '))}
${note(`${absent} means that the number does not exist, such as a ratio without trades.`)}`
}

const fixed: readonly Column<Metric>[] = [
  { title: 'metric', as: 'name', cell: ({ name }) => name },
  { title: 'unit', as: 'quiet', cell: ({ unit }) => unitName(unit) },
  { title: 'period', as: 'quiet', cell: ({ period }) => period ?? 'whole segment' },
]

const ofSegment = ({ name }: Segment): Column<Metric> => ({
  title: name,
  as: 'number',
  cell: ({ values, unit }) => inUnit(values[name], unit),
})
