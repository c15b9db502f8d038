import { gaussian, random } from '../random.ts'
import { type Bench, race } from '../testing/bench.ts'
import { sma } from './sma.ts'

interface Candle {
  readonly openTime: number
  readonly open: number
  readonly high: number
  readonly low: number
  readonly close: number
  readonly volume: number
}

const period = 50
const rows = 1_000_000

/** The baseline to compare with: one object per candle, a list of results, null until warm. */
function meanOfCandles(candles: readonly Candle[]): (number | null)[] {
  const out: (number | null)[] = []
  let sum = 0
  for (let i = 0; i < candles.length; i++) {
    sum += candles[i].close
    if (i >= period) sum -= candles[i - period].close
    out.push(i >= period - 1 ? sum / period : null)
  }
  return out
}

export const bench: Bench = {
  name: 'a 50-bar mean over a million bars',
  async run() {
    const next = random(1)
    const close = new Float64Array(rows)
    for (let i = 0, price = 100; i < rows; i++) close[i] = price *= Math.exp(0.001 * gaussian(next))
    const candles = Array.from(close, (price, i): Candle => {
      return { openTime: i * 60_000, open: price, high: price, low: price, close: price, volume: 1 }
    })
    const best = await race({ column: () => sma(close, period), candles: () => meanOfCandles(candles) })
    return [
      {
        what: 'on a column',
        value: best.column,
        unit: 'ms',
        ratio: { times: best.candles / best.column, to: 'as fast as on candle objects' },
      },
      { what: 'on candle objects', value: best.candles, unit: 'ms' },
    ]
  },
}
