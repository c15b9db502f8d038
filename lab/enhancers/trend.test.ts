import { expect, test } from 'vitest'
import { plain } from '../indicators/memo.ts'
import { stream } from '../random.ts'
import { hourly } from './testing/closes.ts'
import { compounded, drifting, earned, tossed } from './testing/earned.ts'
import { trend } from './trend.ts'

const rows = 4_000
const judge = (returns: Float64Array, signal: Float64Array, genes: Partial<typeof trend.off>) => {
  const bars = hourly('A', compounded(returns))
  return {
    bars,
    found: trend.enhance(signal, { bars, market: [bars] }, { ...trend.off, period: 40, ...genes }, plain),
  }
}
const long = new Float64Array(rows).fill(1)

test('in a rising market longs are held and shorts are not, in a falling one the other way round', () => {
  const swings = drifting(1, rows, 0.005, 0.5, 400)
  const { found: longs } = judge(swings, long, { against: 0 })
  const { found: shorts } = judge(
    swings,
    long.map(x => -x),
    { against: 0 },
  )
  let [right, judged] = [0, 0]
  for (let i = 0; i < rows; i++) {
    // Just after a turn the last 40 bars still say otherwise.
    if (i % 400 < 60) continue
    const isRising = Math.floor(i / 400) % 2 === 0
    right += Number((isRising ? longs[i] : -shorts[i]) === 1)
    judged++
  }
  expect(right / judged).toBeGreaterThan(0.97)
})

test('tossed coins earn where the market drifts, once those against the drift are put away, and nothing where it does not', () => {
  const coins = tossed(rows, stream(3, 'coins'))
  const gain = (drift: number) => {
    const { bars, found } = judge(drifting(2, rows, 0.005, drift), coins, { against: 0, beside: 0 })
    return earned(found, bars.close) / (0.005 * Math.sqrt(rows))
  }
  expect(gain(0.3)).toBeGreaterThan(4)
  expect(Math.abs(gain(0))).toBeLessThan(2)
})

test('a signal is never made more than whole, and an unknown trend never makes it stronger', () => {
  const { found } = judge(
    drifting(1, rows, 0.005, 1),
    long.map(() => 0.8),
    { along: 1.5, against: 1.5, beside: 1.5 },
  )
  expect([...found.subarray(0, 40)]).toEqual(Array(40).fill(0.8))
  expect([...found.subarray(40)]).toEqual(Array(rows - 40).fill(1))
})

test('an unknown trend counts as the worst of the three', () => {
  const { found } = judge(drifting(1, rows, 0.005), long, { along: 0.9, against: 0.4, beside: 0.7 })
  expect([...found.subarray(0, 40)]).toEqual(Array(40).fill(0.4))
})
