import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parsePlanFile } from './plan-file.ts'
import { planFileTable } from './testing/plan-file-table.ts'

const flawsOf = (text: string) => {
  const read = parsePlanFile(text)
  return read.ok ? [] : read.error.map(({ line, column, path }) => `${line}:${column} ${path}`)
}

test('a plan file sets its fields and no others', () => {
  const text = `name: first
venue: binance
symbols: [BTC, ETH]
from: 2023-01
to: 2024-07
seeds: [ema-cross, formula]
evolve: { exits: [stop, trailing], sizing: [fraction] }
fitness: { merit: sortino, periods: 4, take: worst, objectives: [sharpe, drawdown] }
search: { population: 200, selection: pareto, islands: { count: 4, every: 5, migrants: 2 } }
seed: 7
`
  expect(parsePlanFile(text)).toEqual({
    ok: true,
    value: {
      ...{ name: 'first', venue: 'binance', symbols: ['BTC', 'ETH'], from: '2023-01', to: '2024-07', seed: 7 },
      ...{ seeds: ['ema-cross', 'formula'], evolve: { exits: ['stop', 'trailing'], sizing: ['fraction'] } },
      fitness: { merit: 'sortino', periods: 4, take: 'worst', objectives: ['sharpe', 'drawdown'] },
      search: { population: 200, selection: 'pareto', islands: { count: 4, every: 5, migrants: 2 } },
    },
  })
})

test('every error is reported with its position', () => {
  const text = `name: first
popularity: 3
search:
  population: -2
  methd: grid
fitness: { take: best }
`
  expect(flawsOf(text)).toEqual(['2:13 popularity', '4:15 search.population', '5:10 search.methd', '6:18 fitness.take'])
})

test.each([
  ['', '1:1 '],
  ['- a\n- b\n', '1:1 '],
  ['name: &a first\nvenue: *a\n', '1:7 '],
  ['name: first\nname: second\n', '2:1 '],
  [`name: ${'['.repeat(2_000)}`, '1:15 '],
])('%j is refused', (text, first) => expect(flawsOf(text)[0]).toBe(first))

test('the README lists every field with its description in the schema', () =>
  expect(readFileSync(new URL('README.md', import.meta.url), 'utf8')).toContain(planFileTable()))

test('the example in the README parses', () => {
  const [, example] = /```yaml\n([\s\S]*?)```/.exec(readFileSync(new URL('README.md', import.meta.url), 'utf8')) ?? []
  expect(parsePlanFile(example)).toMatchObject({ ok: true })
})
