import { type DurationMs, type EpochMs, showInterval } from '../../../market/units.ts'
import { random } from '../../../random.ts'

/** A trade as the venue's messages have it. */
export interface FrameTrade {
  readonly coin: string
  readonly side: 'A' | 'B'
  readonly px: string
  readonly sz: string
  readonly time: number
  readonly hash: string
  readonly tid: number
  readonly users: readonly [string, string]
}

/** A candle as the venue's messages have it. */
export interface FrameCandle {
  readonly t: number
  readonly T: number
  readonly s: string
  readonly i: string
  readonly o: string
  readonly c: string
  readonly h: string
  readonly l: string
  readonly v: string
  readonly n: number
}

/** Made-up markets by symbol: mean time between two blocks that contain trades. */
export type Pace = Readonly<Record<string, DurationMs>>

/** Every trade of each symbol in `[from, to)`, in order; some share a block's millisecond. */
export function makeTapes(pace: Pace, from: EpochMs, to: EpochMs, seed: number): Map<string, FrameTrade[]> {
  const tapes = new Map<string, FrameTrade[]>()
  for (const [coin, mean] of Object.entries(pace)) {
    const next = random(seed + [...coin].reduce((sum, letter) => sum + letter.charCodeAt(0), 0))
    const tape: FrameTrade[] = []
    let price = 10_000
    for (let t: number = from; t < to; t += 1 + Math.floor(2 * mean * next())) {
      for (let count = 1 + Math.floor(3 * next()); count > 0; count--) {
        price = Math.max(1, price + Math.round(20 * (next() - 0.5)))
        tape.push({
          ...{ coin, side: next() < 0.5 ? 'A' : 'B', px: `${price / 10}`, sz: `${1 + Math.floor(500 * next())}` },
          ...{ time: t, hash: `0x${'0'.repeat(64)}`, tid: Math.floor(next() * 2 ** 50) },
          users: [`0x${'1'.repeat(40)}`, `0x${'2'.repeat(40)}`],
        })
      }
    }
    tapes.set(coin, tape)
  }
  return tapes
}

/**
 * The venue's candles, computed the plain way: one for each interval, and a repeated last close where nothing traded. The last
 * candle may still be open.
 */
export function candlesOf(tape: readonly FrameTrade[], interval: DurationMs, until: number): FrameCandle[] {
  const candles: FrameCandle[] = []
  let i = 0
  if (tape.length === 0) return candles
  for (let t = Math.floor(tape[0].time / interval) * interval; t < until; t += interval) {
    const inside: FrameTrade[] = []
    while (i < tape.length && tape[i].time < t + interval && tape[i].time <= until) inside.push(tape[i++])
    const before = candles.at(-1)?.c ?? tape[0].px
    const prices = inside.map(trade => Number(trade.px))
    candles.push({
      ...{ t, T: t + interval - 1, s: tape[0].coin, i: showInterval(interval), n: inside.length },
      o: inside.at(0)?.px ?? before,
      c: inside.at(-1)?.px ?? before,
      h: inside.length ? `${Math.max(...prices)}` : before,
      l: inside.length ? `${Math.min(...prices)}` : before,
      v: `${inside.reduce((sum, trade) => sum + Number(trade.sz), 0)}`,
    })
  }
  return candles
}
