import { expect, test } from 'vitest'
import { plain } from '../../indicators/memo.ts'
import { mapColumns } from '../../market/bars.ts'
import { craftedBars } from '../../testing/crafted.ts'
import { features } from './index.ts'
import { featureMatrix } from './matrix.ts'

/** What does not exist where nothing ever moves and nothing is traded: the ratio of nothing to nothing. */
const unknown = new Set([
  'volatility_24_to_168',
  'volume_to_mean_24',
  'volume_24_to_168',
  'volume_return_correlation_72',
  'close_to_vwap_24',
  'beta_168',
  'correlation_168',
])
const halfway = new Set([
  ...['rsi_14', 'stochastic_14', 'share_rising_24', 'downside_share_72', 'bollinger_position_24'],
  ...['donchian_position_48', 'close_in_bar', 'return_rank_24', 'breadth_24'],
])

test('in a market that stands still every feature is nothing, halfway, or unknown', () => {
  const [a, b] = ['A', 'B'].map(symbol => {
    const flat = craftedBars(
      Array.from({ length: 400 }, () => [0.1, 0.1, 0.1, 0.1]),
      { symbol },
    )
    return mapColumns(flat, (column, name) => (name === 'volume' ? new Float64Array(400) : column))
  })
  const names = features.filter(({ family }) => family !== 'calendar').map(({ name }) => name)
  featureMatrix(names, { bars: a, market: [a, b] }, plain).forEach((column, k) => {
    expect({ [names[k]]: column[399] }).toEqual({
      [names[k]]: unknown.has(names[k]) ? Number.NaN : halfway.has(names[k]) ? 0.5 : 0,
    })
  })
})
