import type { Layer } from './chart.ts'
import { timeAxis } from './chart.ts'
import { palette } from './theme.ts'

/** A named part of the time axis, such as train, validation, test, or live. */
export interface Segment {
  readonly name: string
  /** Start, epoch ms. */
  readonly from: number
  /** End (exclusive), epoch ms. */
  readonly to: number
}

/**
 * Layers that shade every other segment behind the lines of a chart.
 *
 * @param segments in order of time; without segments there are no layers
 * @param room     true: the names of the segments are written at the top
 */
export function segmentLayers(segments: readonly Segment[], room = true): Layer[] {
  if (segments.length === 0) return []
  const start = segments[0].from
  const end = segments[segments.length - 1].to
  const values = segments.map(({ name, from, to }, i) => ({
    name,
    time: from,
    to,
    shaded: i % 2 === 0,
    // A name that starts near the right edge would be cut off, so it is right-aligned there.
    side: (from - start) / (end - start) > 0.8 ? 'right' : 'left',
  }))
  return [
    {
      data: { values },
      mark: { type: 'rect', color: palette.shade, tooltip: null },
      transform: [{ filter: 'datum.shaded' }],
      encoding: { x: timeAxis, x2: { field: 'to' } },
    },
    ...(room ? [nameLayer(values, 'left'), nameLayer(values, 'right')] : []),
  ]
}

const nameLayer = (values: readonly { side: string }[], side: 'left' | 'right'): Layer => ({
  data: { values: values.filter(value => value.side === side) },
  mark: {
    type: 'text',
    align: side,
    baseline: 'top',
    dx: side === 'left' ? 4 : -4,
    color: palette.muted,
    fontSize: 11,
    tooltip: null,
  },
  encoding: {
    x: { ...timeAxis, field: side === 'left' ? 'time' : 'to' },
    y: { value: 3 },
    text: { field: 'name' },
  },
})
