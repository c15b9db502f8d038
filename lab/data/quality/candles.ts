import type { Bars } from '../../market/bars.ts'

/** Columns of one symbol about which nothing is known yet: rows in any order, any values. Every `Bars` is one. */
export type Candles = Pick<
  Bars,
  'symbol' | 'interval' | 'openTime' | 'open' | 'high' | 'low' | 'close' | 'volume' | 'funding'
>

const numbers = ['open', 'high', 'low', 'close', 'volume'] as const

/** A row that is no candle. */
export interface Flaw {
  /** Counted from 0. */
  readonly row: number
  readonly openTime: number
  readonly why: string
}

/** Cells that hold no number: NaN, or infinite. Unknown funding is not among them. */
export function nonFinite(candles: Candles): Flaw[] {
  const found: Flaw[] = []
  for (let row = 0; row < candles.openTime.length; row++) {
    const without = numbers.filter(name => !Number.isFinite(candles[name][row]))
    if (Number.isFinite(candles.openTime[row]) && without.length === 0) continue
    const names = Number.isFinite(candles.openTime[row]) ? without : ['openTime', ...without]
    found.push({ row, openTime: candles.openTime[row], why: `${names.join(', ')} no number` })
  }
  return found
}

/** Rows of numbers that no market can have made. */
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
