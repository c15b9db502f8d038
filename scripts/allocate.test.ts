import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { backtest } from '../lab/backtest/backtest.ts'
import { dailyReturns } from '../lab/backtest/daily.ts'
import { metrics } from '../lab/backtest/metrics.ts'
import { plain } from '../lab/indicators/memo.ts'
import { between } from '../lab/market/bars.ts'
import { hour, parseTime } from '../lab/market/units.ts'
import { correlationAt } from '../lab/regimes/rank-correlation.ts'
import { allocate } from '../lab/strategy/allocation/allocate.ts'
import type { AllocationRules } from '../lab/strategy/allocation/allocation.ts'
import { warmupOf } from '../lab/strategy/exposure.ts'
import type { Strategy } from '../lab/strategy/strategy.ts'
import { identify } from '../lab/strategy/yaml/identity.ts'
import { writeStrategy } from '../lab/strategy/yaml/write.ts'
import { breakout, syntheticInstruments } from '../lab/testing/crafted.ts'
import { run } from '../lab/testing/script.ts'
import { smallMarket, writeToLake } from '../lab/testing/small-lake.ts'

const folder = mkdtempSync(join(tmpdir(), 'seedbed-allocate-'))
afterAll(() => rmSync(folder, { recursive: true }))

const lake = join(folder, 'lake')
const at = (name: string) => join(folder, `${name}.yaml`)
const [from, to] = ['2023-03-01', '2023-09-01'].map(parseTime)
const period = ['--bars', 'sim', '--from', '2023-03-01', '--to', '2023-09-01', '--lake', lake]

const limits = { maxPosition: 100, maxGross: 100, maxOrderUsd: 1e9, maxOrdersPerDay: 1e6, maxPriceAge: 2 }
const made = (name: string, changes: Partial<Strategy>): Strategy => ({
  ...breakout({ name, universe: ['SYN-A', 'SYN-B'], sizing: { fraction: 0.05, leverage: 3, rebalance: 0.25 } }),
  risk: { ...limits, maxDrawdown: 1, maxDailyLoss: 1 },
  ...changes,
})
const cross = (gap: number): Strategy['seeds'] => [{ name: 'ema-cross', weight: 1, genes: { fast: 8, gap, band: 0 } }]
const strategies = [
  made('calm-cross', { seeds: cross(30) }),
  made('calm-twin', { seeds: cross(31), sizing: { fraction: 0.03, leverage: 3, rebalance: 0.25 } }),
  made('steep-turns', {
    universe: ['SYN-B'],
    seeds: [{ name: 'rsi', weight: 1, genes: { period: 14, oversold: 30, overbought: 70, hold: 48 } }],
  }),
]
const files = strategies.map(({ name }) => at(name))

const candidates = strategies.map(strategy => {
  const lead = (warmupOf(strategy) + 200) * hour
  const market = smallMarket()
    .filter(({ symbol }) => strategy.universe.includes(symbol))
    .map(bars => between(bars, from - lead, to))
  const instruments = syntheticInstruments(strategy.universe)
  const outcome = backtest(strategy, market, { cash: 10_000, costs: strategy.costs, instruments, from, to }, plain)
  return { name: strategy.name, returns: dailyReturns(outcome), fitness: metrics(outcome).sharpeAnnual as number }
})

beforeAll(async () => {
  await writeToLake(lake, smallMarket())
  for (const strategy of strategies) writeFileSync(at(strategy.name), writeStrategy(strategy))
})

describe('allocated shares', () => {
  const correlated = { above: 0.7, share: 0.5 }
  const cases: readonly (readonly [rules: AllocationRules, flags: readonly string[]])[] = [
    [{ method: 'risk-parity', maxShare: 0.4 }, ['--max-share', '40%']],
    [{ method: 'fitness', correlated }, ['--correlated-share', '50 %', '--correlated-above', '0.7']],
  ]
  test.each(cases)('follow from the daily returns, with %j', async (rules, flags) => {
    const asked = [...period, '--method', rules.method, ...flags]
    const { code, out, err } = await run('allocate', [...files, ...asked, '--json'])
    expect({ code, err }).toEqual({ code: 0, err: 'backtesting 3 strategies …\n' })
    const told = JSON.parse(out)
    const expected = allocate(candidates, rules)
    expect(told).toMatchObject({ ...expected, synthetic: true, from, to, cash: 10_000 })
    expect(told.rest).toBeCloseTo(1 - expected.total, 12)
    for (const [i, { volatilityPerRow, points }] of expected.members.entries()) {
      expect(points).toBe(184)
      expect(told.members[i]).toMatchObject({ sharpeAnnual: candidates[i].fitness, identity: identify(strategies[i]) })
      expect(told.members[i].volatilityAnnual).toBeCloseTo((volatilityPerRow as number) * Math.sqrt(365), 12)
    }
    const [x, , y] = candidates.map(({ returns }) => returns)
    expect(told.correlations[0][2]).toBe(correlationAt(x, y, 183, 184, 30, 'pearson').rho)
  })

  test('are printed with their limits, correlations, cash, and the caveat of past returns', async () => {
    const caps = ['--max-share', '45%', '--correlated-share', '50%']
    const { out } = await run('allocate', [...files, ...period, '--method', 'equal', ...caps])
    expect(out).toMatch(
      /^SYNTHETIC sim bars, 2023-03-01 to 2023-09-01 UTC, 184 days; .*10000 USD and the costs of its own/,
    )
    expect(out).toMatch(
      /^1 +calm-cross SYNTHETIC +25\.0 % +33\.3 % .* 184 +capped at 50\.0 % together with calm-twin$/m,
    )
    expect(out).toMatch(/^3 +steep-turns SYNTHETIC +45\.0 % +33\.3 % .* 184 +capped at 45\.0 %$/m)
    expect(out).toMatch(/^1 calm-cross +1\.00 +0\.9\d +-?0\.\d\d$/m)
    expect(out).toContain('\n95.0 % allocated by equal, 5.0 % kept as cash.\n')
    expect(out).toContain('Correlated, |ρ| above 0.7: calm-cross, calm-twin, with 50.0 % in total.')
    expect(out).toContain('only past daily returns, 2023-03-01 to 2023-09-01 UTC')
  })
})

test('help names every method and explains fitness', async () => {
  const { code, out } = await run('allocate', ['--help'])
  expect(code).toBe(0)
  for (const name of ['inverse-volatility', 'risk-parity', 'fitness', 'equal']) expect(out).toContain(`"${name}"`)
  expect(out.replace(/\s+/g, ' ')).toContain('fitness is the annual Sharpe ratio of daily returns')
})

test('flaws of all files are reported with line and column, a duplicate strategy too', async () => {
  const [good] = files
  writeFileSync(at('bad'), writeStrategy(strategies[1]).replace('interval: 1h', 'interval: 1'))
  writeFileSync(at('copy'), writeStrategy(strategies[0]))
  writeFileSync(at('odd'), writeStrategy(made('odd', { interval: 7 * hour })))
  const named = [at('bad'), good, at('copy'), at('none'), at('odd')]
  const { code, out, err } = await run('allocate', [...named, ...period, '--method', 'equal'])
  expect(err).toMatch(/bad\.yaml:\d+:11 interval: found "1", expected a bar length/)
  expect(err).toContain(`${at('copy')}: the same strategy as ${good}, ${identify(strategies[0])}`)
  expect(err).toContain(`${at('none')}: cannot be read: ENOENT`)
  expect(err).toContain(`${at('odd')}: bars of 7h do not fill a day`)
  expect({ code, out }).toEqual({ code: 1, out: '' })
})

test('a liquidated strategy is refused, because it has no returns after that', async () => {
  const wild = made('wild', { seeds: cross(4), sizing: { fraction: 8, leverage: 20, rebalance: 0.25 } })
  writeFileSync(at('wild'), writeStrategy({ ...wild, widened: ['sizing.fraction'] }))
  const { code, out, err } = await run('allocate', [files[0], at('wild'), ...period, '--method', 'equal'])
  expect(err).toMatch(/wild\.yaml: liquidated at 2023-\d\d-\d\d \d\d:\d\d UTC/)
  expect({ code, out }).toEqual({ code: 1, out: '' })
})

test.each([
  [['--max-share', '40'], '--max-share: found "40", which has no unit: expected a number above 0 up to 100, in %'],
  [['--correlated-above', '0.5'], '--correlated-above: expected --correlated-share with it'],
  [['--from', '2023-03-01T12:00Z'], '--from: expected the start of a UTC day'],
  [['--to', '2023-02'], '--to: expected a day after 2023-03-01 00:00'],
  [['--to', '2024-02'], 'sim SYN-A 1h: the lake has'],
])('%j is answered by one line and exit code 1', async (flags, line) => {
  const { code, out, err } = await run('allocate', [files[0], ...period, '--method', 'equal', ...flags])
  expect(err).toContain(line)
  expect(err.trimEnd().split('\n')).toHaveLength(1)
  expect({ code, out }).toEqual({ code: 1, out: '' })
})
