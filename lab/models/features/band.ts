import type { Column } from '../../market/bars.ts'
import type { Feature } from './feature.ts'
import { lead, quotient } from './quotient.ts'

/** Features of the close's position in recent price ranges, and of the width of these ranges. */
export const band: readonly Feature[] = [
  {
    name: 'bollinger_position_24',
    family: 'band',
    formula:
      '(close − lower) / (upper − lower), bands 2 standard deviations (ddof 0) around the mean of close over 24 bars; 0.5 where both bands are equal',
    unit: '0 lower, 1 upper band',
    window: 24,
    compute: ({ bars }, { bollinger }) => {
      const { lower, upper } = bollinger(bars.close, 24, 2)
      return positionIn(bars.close, lower, upper)
    },
  },
  {
    name: 'bollinger_width_24',
    family: 'band',
    formula: '(upper − lower) / mean of the same bands',
    unit: 'fraction',
    window: 24,
    compute: ({ bars }, { bollinger }) => {
      const { lower, middle, upper } = bollinger(bars.close, 24, 2)
      return quotient(
        Float64Array.from(upper, (top, i) => top - lower[i]),
        middle,
      )
    },
  },
  {
    name: 'donchian_position_48',
    family: 'band',
    formula: '(close − lowest low) / (highest high − lowest low) over 48 bars; 0.5 where both are equal',
    unit: '0…1',
    window: 48,
    compute: ({ bars: { high, low, close } }, { donchian }) => {
      const { lower, upper } = donchian(high, low, 48)
      return positionIn(close, lower, upper)
    },
  },
  {
    name: 'drawdown_168',
    family: 'band',
    formula: 'close / highest high over 168 bars − 1',
    unit: '−1…0',
    window: 168,
    compute: ({ bars }, { rollingMax }) => lead(bars.close, rollingMax(bars.high, 168)),
  },
  {
    name: 'close_in_bar',
    family: 'band',
    formula: '(close − low) / (high − low) of the bar; 0.5 where both are equal',
    unit: '0…1',
    window: 1,
    compute: ({ bars: { high, low, close } }) => positionIn(close, low, high),
  },
]

const positionIn = (x: Column, lower: Column, upper: Column): Float64Array =>
  Float64Array.from(x, (value, i) => {
    const width = upper[i] - lower[i]
    return width === 0 ? 0.5 : (value - lower[i]) / width
  })
