import type { Column } from '../market/bars.ts'
import { type Chart, defaultWidth, type Headline, overTime, pointerLayer, timeAxis, zoom } from './chart.ts'
import { lineRows } from './line.ts'
import { type Segment, segmentLayers } from './segments.ts'
import { palette } from './theme.ts'

export interface DrawdownOptions extends Headline {
  readonly segments?: readonly Segment[]
}

/**
 * How far an account stood below its highest value so far, as a fraction ≤ 0.
 *
 * @param time   epoch ms, ascending
 * @param equity USD, one value for each time, the first positive; a NaN ends one account, and the next value starts another
 */
export function drawdown(time: Column, equity: Column, options: DrawdownOptions = {}): Chart {
  const lines = [{ label: 'drawdown', time, value: belowPeak(equity) }]
  const y = {
    field: 'value',
    type: 'quantitative',
    title: 'below the peak (%)',
    axis: { format: '~%', tickCount: 4 },
  } as const
  return overTime({ title: 'Drawdown', height: 120, ...options }, lineRows(lines, options.width ?? defaultWidth), [
    ...segmentLayers(options.segments ?? [], false),
    {
      mark: {
        type: 'area',
        color: palette.fall,
        opacity: 0.3,
        line: { color: palette.fall, strokeWidth: 1 },
        invalid: 'break-paths-show-path-domains',
      },
      params: [zoom],
      encoding: { x: timeAxis, y },
    },
    {
      name: pointerLayer,
      mark: { type: 'point', opacity: 0, size: 60 },
      encoding: {
        x: timeAxis,
        y,
        tooltip: [
          { field: 'at', title: 'time (UTC)' },
          { field: 'value', type: 'quantitative', title: 'below the peak', format: '.2%' },
        ],
      },
    },
  ])
}

function belowPeak(equity: Column): Float64Array {
  let peak = Number.NEGATIVE_INFINITY
  return Float64Array.from(equity, value => {
    peak = Number.isNaN(value) ? Number.NEGATIVE_INFINITY : Math.max(peak, value)
    return value / peak - 1
  })
}
