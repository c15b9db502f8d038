import type { Bars } from '../../market/bars.ts'

/** Unchecked candles of one symbol: rows in any order, with any values. Every `Bars` is of this type. */
export type Candles = Pick<
  Bars,
  'symbol' | 'interval' | 'openTime' | 'open' | 'high' | 'low' | 'close' | 'volume' | 'funding'
>

const numbers = ['open', 'high', 'low', 'close', 'volume'] as const

/** A row that is not a valid candle. */
export interface Flaw {
  /** Row index, counted from 0. */
  readonly row: number
  /** Epoch ms; NaN if the row has no valid time. */
  readonly openTime: number
  /** Description of the error, for a message. */
  readonly why: string
}

/** Rows with a cell that is NaN or infinite. Unknown funding is allowed. */
export function nonFinite(candles: Candles): Flaw[] {
  const found: Flaw[] = []
  for (let row = 0; row < candles.openTime.length; row++) {
    const without = numbers.filter(name => !Number.isFinite(candles[name][row]))
    if (Number.isFinite(candles.openTime[row]) && without.length === 0) continue
    const names = Number.isFinite(candles.openTime[row]) ? without : ['openTime', ...without]
    found.push({ row, openTime: candles.openTime[row], why: `not a number: ${names.join(', ')}` })
  }
  return found
}

/** Rows whose numbers are impossible or contradict each other, such as a high below the low. */
export function inconsistent({ openTime, open, high, low, close, volume }: Candles): Flaw[] {
  const found: Flaw[] = []
  for (let row = 0; row < openTime.length; row++) {
    const [o, h, l, c, v] = [open[row], high[row], low[row], close[row], volume[row]]
    const flaws = [
      Math.min(o, h, l, c) <= 0 ? 'a price is not above 0' : '',
      h < l ? `high ${h} is below low ${l}` : '',
      h < Math.max(o, c) ? `high ${h} is below open ${o} or close ${c}` : '',
      l > Math.min(o, c) ? `low ${l} is above open ${o} or close ${c}` : '',
      v < 0 ? `volume ${v} is below 0` : '',
    ].filter(flaw => flaw !== '')
    if (flaws.length) found.push({ row, openTime: openTime[row], why: flaws.join('; ') })
  }
  return found
}
