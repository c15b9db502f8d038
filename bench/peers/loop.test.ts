import { afterAll, describe, expect, test } from 'vitest'
import { backtest } from '../../lab/backtest/backtest.ts'
import { metrics } from '../../lab/backtest/metrics.ts'
import { createMemo, memoised } from '../../lab/indicators/memo.ts'
import { needs } from '../../lab/testing/shared.ts'
import { type Loop, startLoop } from './loop.ts'
import { instrumentOf, sweptBars, unfunded, withoutFunding, worldOf } from './market.ts'
import { settings, strategyOf } from './sweep.ts'

const compiler = needs('compiler')
const swept = settings(40)
const indicators = memoised(createMemo(64 * 2 ** 20))

/** The worst relative difference of any metric of any setting. */
const agreed = 1e-9

describe.skipIf(!compiler)('the C++ loop', () => {
  const bars = sweptBars(5_000)
  const gaps = sweptBars(5_000, 0.02)
  const worlds = {
    'with known funding rates': [bars, worldOf(bars)],
    'with assumed funding rates': [withoutFunding(bars), worldOf(bars)],
    'without funding': [bars, worldOf(bars, unfunded(instrumentOf(bars)))],
    'with missing bars and price jumps': [gaps, worldOf(gaps)],
    'with an account of a few lots': [bars, { ...worldOf(bars), cash: 25 }],
  } as const
  const started: Loop[] = []
  afterAll(() => {
    for (const loop of started) loop.close()
  })

  for (const [name, [market, world]] of Object.entries(worlds)) {
    test(`has the same metrics as the plain evaluator ${name}`, async () => {
      const loop = await startLoop(compiler as string, market, world, swept)
      started.push(loop)
      expect(await loop.round('full')).toBeGreaterThan(0)
      const found = loop.results()
      let trades = 0
      swept.forEach((setting, k) => {
        const expected = metrics(backtest(strategyOf(setting, market), [market], world, indicators))
        trades += expected.trades
        const { liquidations, ...rest } = expected
        expect(liquidations).toBe(0)
        expect(Object.keys(found[k]).sort()).toEqual(Object.keys(rest).sort())
        for (const [metric, value] of Object.entries(rest)) {
          const other = found[k][metric as keyof (typeof found)[number]] as number
          expect(
            Math.abs(other - value),
            `${metric} of ${JSON.stringify(setting)}: ${other}, expected ${value}`,
          ).toBeLessThanOrEqual(agreed * Math.max(1e-6, Math.abs(value)))
        }
      })
      expect(trades).toBeGreaterThan(100)
    })
  }
})
