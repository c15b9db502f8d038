import type { Column } from '../market/bars.ts'
import { type DurationMs, day } from '../market/units.ts'
import { sentimentRegimes } from '../regimes/sentiment.ts'
import {
  type Chart,
  drawn,
  type Headline,
  type Layer,
  overTime,
  pointerLayer,
  type Row,
  timeAxis,
  zoom,
} from './chart.ts'
import { regimeStates } from './regime-tones.ts'
import { palette } from './theme.ts'

/** Name and publisher of an index. */
export interface SentimentSource {
  readonly name: string
  /** Publisher, always printed beside the index. */
  readonly by: string
}

/** Ranges of the index for each regime. The limits lie between whole numbers, because the index is a whole number. */
const spans = [
  { from: 0, to: 25.5, words: '0 to 25' },
  { from: 25.5, to: 45.5, words: '26 to 45' },
  { from: 45.5, to: 54.5, words: '46 to 54' },
  { from: 54.5, to: 75.5, words: '55 to 75' },
  { from: 75.5, to: 100, words: '76 to 100' },
] as const

/**
 * An index of fear and greed by day, over the regimes of its scale, with the share of days in each. A missing day breaks the line.
 *
 * @param t     start of each day, epoch ms, strictly increasing
 * @param value 0…100 for each day
 */
export function sentimentOverTime(
  t: Column,
  value: Column,
  source: SentimentSource = { name: 'Fear & Greed Index', by: 'alternative.me' },
  headline: Headline = {},
): Chart {
  const count = `${value.length.toLocaleString('en-US')} days`
  const y = axis(value)
  const x = span(t) > 3 * 365 * day ? yearly : timeAxis
  return overTime(
    {
      ...{ title: source.name, height: 280, ...headline },
      subtitle: [headline.subtitle, `source: ${source.by}`, count].filter(part => part !== undefined).join(' · '),
    },
    withBreaks(t, value),
    [
      regimeLayer(y),
      {
        mark: { type: 'line', strokeWidth: 1, color: palette.ink, invalid: 'break-paths-show-path-domains' },
        params: [zoom],
        encoding: { x, y: { ...y, field: 'value' } },
      },
      {
        name: pointerLayer,
        mark: { type: 'point', opacity: 0, size: 60 },
        encoding: {
          x,
          y: { ...y, field: 'value' },
          tooltip: [
            { field: 'at', title: 'day (UTC)' },
            { field: 'value', type: 'quantitative', title: 'index' },
          ],
        },
      },
    ],
  )
}

const span = (t: Column): DurationMs => (t.length > 0 ? t[t.length - 1] - t[0] : 0)

/** Time axis for many years: month names without a year would be ambiguous. */
const yearly = { ...timeAxis, axis: { tickCount: 'year', format: '%Y' } } as const

/** Axis with each regime's name at the middle of its range. */
function axis(value: Column) {
  const codes = sentimentRegimes(value)
  const labels = spans.map(({ from, to, words }, code) => {
    const held = codes.filter(found => found === code).length
    const share = value.length > 0 ? `${((100 * held) / value.length).toFixed(0)} %` : 'no day'
    return { at: (from + to) / 2, lines: [regimeStates.sentiment[code].name, `${words} · ${share}`] }
  })
  const cases = labels.map(({ at, lines }) => `datum.value === ${at} ? ${JSON.stringify(lines)}`).join(' : ')
  return {
    type: 'quantitative' as const,
    title: 'index, 0 to 100, and share of days',
    scale: { domain: [0, 100], nice: false },
    axis: { values: labels.map(({ at }) => at), labelExpr: `${cases} : ''`, grid: false },
  }
}

function withBreaks(t: Column, value: Column): Row[] {
  return Array.from(t).flatMap((time, i) => {
    const row = { time, value: drawn(value[i]) }
    return i > 0 && time - t[i - 1] > day ? [{ time: t[i - 1] + day, value: null }, row] : [row]
  })
}

const regimeLayer = (y: ReturnType<typeof axis>): Layer => ({
  data: { values: spans.map(({ from, to }, code) => ({ from, to, colour: regimeStates.sentiment[code].colour })) },
  mark: { type: 'rect', opacity: 0.5, stroke: null, tooltip: null },
  encoding: {
    y: { ...y, field: 'from' },
    y2: { field: 'to' },
    color: { field: 'colour', type: 'nominal', scale: null },
  },
})
