import { expect, test } from 'vitest'
import { plain } from '../indicators/memo.ts'
import { hourly } from './testing/closes.ts'
import { compounded, drifting } from './testing/earned.ts'
import { volatility } from './volatility.ts'

/** Runs of the same walk, each with its own deviation. */
const market = (...phases: readonly (readonly [rows: number, deviation: number])[]) => {
  const deviations = phases.flatMap(([rows, deviation]) => Array<number>(rows).fill(deviation))
  return hourly('A', compounded(drifting(1, deviations.length, 1).map((r, i) => r * deviations[i])))
}
const judge = (bars: ReturnType<typeof market>, genes: Partial<typeof volatility.off>) =>
  Float64Array.from(
    volatility.enhance(
      new Float64Array(bars.close.length).fill(0.6),
      { bars, market: [bars] },
      { ...volatility.off, period: 20, memory: 200, ...genes },
      plain,
    ),
  )

test('nothing is held in a storm, and all is again when it has become the ordinary', () => {
  const found = judge(market([600, 0.002], [150, 0.02], [450, 0.02]), { high: 0 })
  expect([...found.subarray(620, 655)]).toEqual(Array(35).fill(0))
  expect(found.subarray(850).filter(x => x === 0.6).length / 350).toBeGreaterThan(0.5)
})

test('a symbol is measured by what lies behind it: a wilder time to come does not make this one calm', () => {
  const restless = market([400, 0.002], [100, 0.01])
  const wilderLater = market([400, 0.002], [100, 0.01], [2_000, 0.1])
  const [now, later] = [restless, wilderLater].map(bars => judge(bars, { low: 0.3, high: 0 }))
  expect([...later.subarray(0, 500)]).toEqual([...now])
  expect([...now.subarray(420, 455)]).toEqual(Array(35).fill(0))
})

test('calm is by the symbol’s own standards: in other prices and ten times as restless, it has the same calm hours', () => {
  const calm = judge(market([1_000, 0.002], [200, 0.001], [300, 0.002]), { medium: 0, high: 0 })
  const wild = judge(market([1_000, 0.02], [200, 0.01], [300, 0.02]), { medium: 0, high: 0 })
  expect([...wild]).toEqual([...calm])
  expect(calm.subarray(1_020, 1_100).filter(x => x === 0.6).length).toBeGreaterThan(75)
})

test('a symbol that stands still, then moves, then stands still is ranked the same wherever history begins', () => {
  const close = Float64Array.from({ length: 900 }, (_, i) => (i % 37 < 20 ? 100 : 100 + ((i * 7) % 3)))
  const genes = { ...volatility.off, period: 20, memory: 100, low: 0.5, medium: 0.75, high: 0 }
  const whole = judge(hourly('A', close), genes)
  for (let from = 1; from < 60; from++) {
    const bars = hourly('A', close.subarray(from))
    const warmup = volatility.warmup(genes)
    expect([...judge(bars, genes).subarray(warmup)]).toEqual([...whole.subarray(from + warmup)])
  }
})
