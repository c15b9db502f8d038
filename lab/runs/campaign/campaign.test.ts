import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Metrics } from '../../backtest/metrics.ts'
import { hour } from '../../market/units.ts'
import { fieldTable } from '../testing/plan-file-table.ts'
import { costOf, noUsage, timeLeft, totalUsage } from './budget.ts'
import { campaignFile, parseCampaignFile } from './campaign-file.ts'
import { cellsOf } from './cells.ts'
import { type Finished, leaderboardReadme, ranked } from './leaderboard.ts'

const text = `name: wide
venue: binance
from: 2023-01
to: 2024-07
symbols: [BTC, [ETH, SOL]]
seeds: [ema-cross, [rsi, bollinger]]
numbers: [1, 2]
`
const file = (() => {
  const read = parseCampaignFile(text)
  if (!read.ok) throw new Error('the example does not parse')
  return read.value
})()

describe('cells', () => {
  test('are all combinations of universe, seed group and random seed, with distinct names', () => {
    const cells = cellsOf(file)
    expect(cells).toHaveLength(8)
    expect(new Set(cells.map(({ name }) => name)).size).toBe(8)
    expect(cells[7]).toEqual({
      ...{ name: '8-eth-and-1-rsi-and-1-2', symbols: ['ETH', 'SOL'], seeds: ['rsi', 'bollinger'], seedNumber: 2 },
    })
  })

  test('are at most the requested number, in the order of the file', () =>
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), strategies => {
        expect(cellsOf({ ...file, strategies })).toEqual(cellsOf(file).slice(0, strategies))
      }),
    ))
})

test('errors in the file are reported with their position', () => {
  const read = parseCampaignFile(
    'name: Wide\nvenue: binance\nfrom: 2023-01\nto: 2024\nsymbols: []\nseeds: [rsi]\nspeed: 9\n',
  )
  expect(read.ok ? [] : read.error.map(({ line, column, path }) => `${line}:${column} ${path}`)).toEqual([
    '1:7 name',
    '5:10 symbols',
    '7:8 speed',
  ])
})

describe('the budget', () => {
  const amounts = fc.record({
    time: fc.double({ min: 0, max: 1e9, noNaN: true }),
    coreTime: fc.double({ min: 0, max: 1e9, noNaN: true }),
  })

  test('is never exceeded, even with all cores busy', () =>
    fc.assert(
      fc.property(
        amounts,
        fc.record({
          limit: fc.double({ min: 0.01, max: 100, noNaN: true }),
          perCoreHour: fc.double({ min: 0.001, max: 5, noNaN: true }),
        }),
        fc.double({ min: 0.01, max: 100, noNaN: true }),
        fc.integer({ min: 1, max: 64 }),
        (taken, cost, hours, cores) => {
          const left = timeLeft(taken, { hours, cost }, cores)
          const before = costOf(taken, { cost }) as number
          const after = totalUsage([taken, { time: left, coreTime: left * cores }])
          expect(after.time).toBeLessThanOrEqual(Math.max(taken.time, hours * hour) * (1 + 1e-9))
          expect(costOf(after, { cost })).toBeLessThanOrEqual(Math.max(before, cost.limit) * (1 + 1e-9))
        },
      ),
    ))

  test('without limits is infinite, and has no cost', () => {
    expect(timeLeft({ time: 1e12, coreTime: 1e12 }, {}, 4)).toBe(Number.POSITIVE_INFINITY)
    expect(costOf(noUsage, {})).toBeUndefined()
  })
})

const finished = (name: string, validationFitness: number, fitness: number): Finished => ({
  cell: { name, symbols: ['BTC'], seeds: ['rsi'], seedNumber: 1 },
  ...{ seed: 'rsi', fitness, validationFitness, evaluations: 10, coreSeconds: 1, synthetic: true },
  ...{ train: { trades: 3 } as Metrics, validation: { trades: 1 } as Metrics },
})

describe('the table', () => {
  test('is sorted by validation fitness, not by training fitness', () =>
    expect(ranked([finished('a', 0.1, 9), finished('b', 0.5, 1)]).map(({ cell }) => cell.name)).toEqual(['b', 'a']))

  test('lists failed and unfinished runs, and states that the market was simulated', () => {
    const cell = { name: 'c', symbols: ['X'], seeds: ['rsi'], seedNumber: 1 }
    const page = leaderboardReadme(
      'wide',
      [finished('a', 0.1, 9), { cell, failed: 'no bars' }, { cell, left: 'interrupted' }],
      [],
    )
    expect(page).toContain('1 of 3 runs are finished')
    expect(page).toContain('c failed: no bars')
    expect(page).toContain('c is not finished: interrupted')
    expect(page).toContain('simulated')
  })
})

test('the README lists every field, and its example parses', () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
  expect(readme).toContain(fieldTable(campaignFile, ['search', 'fitness', 'evolve']))
  const [, , example] = readme.split('```yaml\n').map(part => part.split('```')[0])
  expect(parseCampaignFile(example)).toMatchObject({ ok: true })
})
