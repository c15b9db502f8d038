import { expect, test } from 'vitest'
import { plain } from '../indicators/memo.ts'
import { ichimoku } from './ichimoku.ts'
import { earnings } from './testing/earnings.ts'
import { reverting, trending } from './testing/markets.ts'
import { levels, priceBars } from './testing/price-bars.ts'

test('following the cloud earns where prices run, and loses where they come back', () => {
  expect(earnings(ichimoku, trending(1, 300))).toBeGreaterThan(0.001)
  expect(earnings(ichimoku, reverting(1))).toBeLessThan(-0.0003)
})

test('a price that has leapt once is voted on by each line for as long as that line sees the leap', () => {
  const leap = 100
  const genes = { tenkan: 9, kijun: 26, senkou: 52, cloud: 1, momentum: 1 }
  const held = ichimoku.exposure(priceBars(levels([100, leap], [110, 120])), genes, plain)
  const at = (...rows: readonly number[]) => rows.map(row => held[leap + row])
  expect(at(-1)).toEqual([0])
  // Above the cloud and above the price of 26 bars before; both lines still see both prices.
  expect(at(0, 8)).toEqual([0.65, 0.65])
  // The fast line has arrived, the slow one has not.
  expect(at(9, 25)).toEqual([1, 1])
  // Lines and chikou see the new price alone; the cloud over these bars was made while it saw both.
  expect(at(26, 26 + 25)).toEqual([0.35, 0.35])
  // Made when all that its lines knew was the new price, the cloud has it as both its edges.
  expect(at(26 + 52)).toEqual([0])
})

test('chikou compares a close with the price of kijun bars before, and its weight has an effect', () => {
  const closes = Array.from({ length: 200 }, (_, i) => 100 + (i % 20))
  const genes = { tenkan: 9, kijun: 20, senkou: 40, cloud: 0, momentum: 0 }
  const held = (kijun: number, momentum: number) =>
    Array.from(ichimoku.exposure(priceBars(closes), { ...genes, kijun, momentum }, plain).subarray(120))
  const halved = (signal: readonly number[]) => signal.map(x => x / 2)
  // The price repeats itself every 20 bars: against 20 bars before it never moved, and what the lines say is left, in half.
  expect(held(20, 1)).toEqual(halved(held(20, 0)))
  expect(held(21, 1)).not.toEqual(halved(held(21, 0)))
})
