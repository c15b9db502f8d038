import type { Column } from '../market/bars.ts'
import { type Chart, defaultWidth, type Headline, overTime } from './chart.ts'
import { type Line, lineLayers, lineRows } from './line.ts'
import { type Segment, segmentLayers } from './segments.ts'

export interface EquityCurveOptions extends Headline {
  /** What the line is; "equity" unless given. */
  readonly label?: string
  /** Other accounts to see beside it, such as buy and hold. */
  readonly beside?: readonly Line[]
  readonly segments?: readonly Segment[]
}

/**
 * What an account was worth.
 *
 * @param time   epoch ms, ascending
 * @param equity USD, one value a row
 */
export function equityCurve(time: Column, equity: Column, options: EquityCurveOptions = {}): Chart {
  const lines = [{ label: options.label ?? 'equity', time, value: equity }, ...(options.beside ?? [])]
  const labels = [...new Set(lines.map(line => line.label))]
  return overTime({ title: 'Equity', ...options }, lineRows(lines, options.width ?? defaultWidth), [
    ...segmentLayers(options.segments ?? []),
    ...lineLayers(labels, { title: 'equity (USD)', format: ',.0f' }),
  ])
}
