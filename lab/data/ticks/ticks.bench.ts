import { type EpochMs, minute, second } from '../../market/units.ts'
import { gaussian, random } from '../../random.ts'
import { type Bench, race } from '../../testing/bench.ts'
import { createBarBuilder } from './builder.ts'

const symbols = 50
const ticks = 2_000_000
const start = 1_735_689_600_000 as EpochMs

interface Tick {
  readonly symbol: string
  readonly t: number
  readonly price: number
  readonly size: number
}

interface Candle {
  open: number
  high: number
  low: number
  close: number
  volume: number
  value: number
  trades: number
}

/** The usual approach: an object for each trade, and candles looked up by symbol, interval and open. */
function barsOfObjects(tape: Iterable<Tick>): number {
  const series = new Map<string, Map<number, Candle>>()
  for (const { symbol, t, price, size } of tape) {
    for (const interval of [second, minute]) {
      const key = `${symbol} ${interval}`
      let candles = series.get(key)
      if (!candles) series.set(key, (candles = new Map()))
      const open = t - (t % interval)
      const candle = candles.get(open)
      if (candle) {
        candle.high = Math.max(candle.high, price)
        candle.low = Math.min(candle.low, price)
        candle.close = price
        candle.volume += size
        candle.value += price * size
        candle.trades++
      } else {
        candles.set(open, {
          ...{ open: price, high: price, low: price, close: price },
          ...{ volume: size, value: price * size, trades: 1 },
        })
      }
    }
  }
  return [...series.values()].reduce((sum, candles) => sum + candles.size, 0)
}

export const bench: Bench = {
  name: `bars of 1 s and 1 m from ${ticks / 1e6} million trades of ${symbols} symbols, out of order by up to a second`,
  async run() {
    const next = random(1)
    const which = new Uint8Array(ticks)
    const [t, price, size] = Array.from({ length: 3 }, () => new Float64Array(ticks))
    const last = new Float64Array(symbols).fill(100)
    for (let i = 0; i < ticks; i++) {
      which[i] = Math.floor(next() * symbols)
      // 5,000 trades a second in total, a hundred per symbol: like a venue's busiest minutes.
      t[i] = start + Math.floor(i / 5) + Math.floor(next() * 1_000)
      price[i] = last[which[i]] *= Math.exp(0.0001 * gaussian(next))
      size[i] = 0.001 + next()
    }
    const names = Array.from({ length: symbols }, (_, i) => `SYN-${i}`)
    function* tape(): Iterable<Tick> {
      for (let i = 0; i < ticks; i++) yield { symbol: names[which[i]], t: t[i], price: price[i], size: size[i] }
    }
    const best = await race(
      { columns: () => built(names, which, t, price, size), objects: () => barsOfObjects(tape()) },
      5,
    )
    return [
      {
        what: 'trades by the builder',
        value: Math.round(ticks / (best.columns / 1_000)),
        unit: '/s',
        ratio: { times: best.objects / best.columns, to: 'as fast as with an object for every trade' },
        beside: 'goal 2,000,000 /s',
      },
      { what: 'trades as objects', value: Math.round(ticks / (best.objects / 1_000)), unit: '/s' },
    ]
  },
}

function built(names: readonly string[], which: Uint8Array, t: Float64Array, price: Float64Array, size: Float64Array) {
  let bars = 0
  const builders = names.map(symbol =>
    createBarBuilder({
      ...{ venue: 'bench', symbol, intervals: [second, minute], from: start, lateness: second },
      onBar() {
        bars++
      },
      onPartial() {},
      onLate(late) {
        throw new Error(`${late.symbol}: a trade of ${late.t} was late`)
      },
    }),
  )
  for (let i = 0; i < which.length; i++) builders[which[i]].add(t[i], price[i], size[i])
  return bars
}
