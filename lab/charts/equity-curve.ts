import type { Column } from '../market/bars.ts'
import { type Chart, defaultWidth, type Headline, overTime } from './chart.ts'
import { type Line, lineLayers, lineRows } from './line.ts'
import { type Segment, segmentLayers } from './segments.ts'

/** Options of an equity curve. */
export interface EquityCurveOptions extends Headline {
  /** Name of the account (default: equity). */
  readonly label?: string
  /** Other equity curves to draw for comparison, in USD, such as buy and hold. */
  readonly beside?: readonly Line[]
  /** Parts of the time axis to shade; absent: none. */
  readonly segments?: readonly Segment[]
}

/**
 * Chart of an account's equity over time.
 *
 * @param time   epoch ms, ascending
 * @param equity USD, one value for each time
 */
export function equityCurve(time: Column, equity: Column, options: EquityCurveOptions = {}): Chart {
  const lines = [{ label: options.label ?? 'equity', time, value: equity }, ...(options.beside ?? [])]
  const [least, most] = extent(lines)
  // After large gains, a linear scale would flatten the early part of the curve.
  const log = least > 0 && most > 4 * least ? { least, most } : undefined
  const labels = [...new Set(lines.map(line => line.label))]
  return overTime({ title: 'Equity', ...options }, lineRows(lines, options.width ?? defaultWidth), [
    ...segmentLayers(options.segments ?? []),
    ...lineLayers(labels, {
      title: log ? 'equity (USD, log scale)' : 'equity (USD)',
      format: ',.0f',
      ...(log && { log }),
    }),
  ])
}

function extent(lines: readonly Line[]): readonly [least: number, most: number] {
  let [least, most] = [Number.POSITIVE_INFINITY, 0]
  for (const { value } of lines) {
    for (const x of value) {
      if (x < least) least = x
      if (x > most) most = x
    }
  }
  return [least, most]
}
