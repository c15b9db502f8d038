import { expect, test } from 'vitest'
import { plain } from '../../indicators/memo.ts'
import { slice } from '../../market/bars.ts'
import { hour } from '../../market/units.ts'
import { candles } from '../../testing/candles.ts'
import { sharedFile } from '../../testing/shared.ts'
import { features, longestWindow } from './index.ts'
import { featureMatrix } from './matrix.ts'

const file = sharedFile('data/candles_1h_binance.parquet')
const names = features.map(({ name }) => name)

test.skipIf(!file)(
  'on real bars every feature is known once its window is full, and the same without older bars',
  async () => {
    const wanted = { venue: 'binance', interval: hour, from: Date.UTC(2024, 0, 1), to: Date.UTC(2024, 2, 1) }
    const market = await Promise.all(['BTC', 'ETH', 'SOL', 'DOGE'].map(symbol => candles(file!, { symbol, ...wanted })))
    const late = market.map(bars => slice(bars, 500, bars.close.length))
    market.forEach((bars, k) => {
      const whole = featureMatrix(names, { bars, market }, plain)
      const again = featureMatrix(names, { bars: late[k], market: late }, plain)
      names.forEach((name, f) => {
        for (let i = longestWindow; i < late[k].close.length; i++) {
          const [found, expected] = [again[f][i], whole[f][i + 500]]
          if (!(Math.abs(found - expected) <= 1e-9 * Math.max(1, Math.abs(expected)))) {
            expect.fail(`${bars.symbol} ${name} at row ${i}: ${found}, with older bars ${expected}`)
          }
        }
      })
    })
  },
)
