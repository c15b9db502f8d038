import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'
import { backtest } from '../lab/backtest/backtest.ts'
import { syntheticMarket } from '../lab/data/synthetic/market.ts'
import { plain } from '../lab/indicators/memo.ts'
import { instrumentFor, syntheticInstrument } from '../lab/market/instruments.ts'
import { epochMs, hour } from '../lab/market/units.ts'
import type { Strategy } from '../lab/strategy/strategy.ts'
import { parseStrategy, registered } from '../lab/strategy/yaml/parse.ts'
import { run } from '../lab/testing/script.ts'
import { loadStrategy } from '../runtime/load.ts'
import { modelsBeside } from './terminal/models.ts'

const committed = fileURLToPath(new URL('../strategies', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'examples-'))
afterAll(() => rmSync(folder, { recursive: true }))

const examples = readdirSync(committed).filter(name => name.startsWith('example-'))
const strategies = examples.filter(name => name.endsWith('.yaml'))
const textOf = (name: string) => readFileSync(join(committed, name), 'utf8')

function strategyOf(name: string): Strategy {
  const path = join(committed, name)
  const parsed = parseStrategy(readFileSync(path, 'utf8'), { ...registered, models: modelsBeside(path) })
  if (!parsed.ok) throw new Error(`${name}: ${parsed.error[0].why}`)
  return parsed.value
}

test('the script writes the committed examples, byte for byte', async () => {
  expect(await run('examples', ['--out', folder])).toMatchObject({ code: 0, err: '' })
  expect(readdirSync(folder)).toEqual(examples)
  for (const name of examples) expect(readFileSync(join(folder, name), 'utf8'), name).toBe(textOf(name))
})

test('there is an example of a seed, a formula, an ensemble and a model', () => {
  expect(strategies).toEqual([
    ...['example-ensemble.yaml', 'example-formula.yaml', 'example-model.yaml', 'example-seed.yaml'],
  ])
})

describe.each(strategies)('%s', name => {
  test('has the name of its file, and names the schema beside it', () => {
    expect(`${strategyOf(name).name}.yaml`).toBe(name)
    expect(textOf(name)).toMatch(/^# yaml-language-server: \$schema=strategy\.schema\.json\n/)
  })

  test('is a candidate without evidence, which no live venue accepts', () => {
    const strategy = strategyOf(name)
    expect([strategy.stage, strategy.evidence]).toEqual(['candidate', undefined])
    const models = modelsBeside(join(committed, name))
    expect(loadStrategy(textOf(name), { name: 'embedded', live: false }, models).ok).toBe(true)
    expect(loadStrategy(textOf(name), { name: 'hyperliquid', live: true }, models).ok).toBe(false)
  })

  test('trades in a backtest', () => {
    const strategy = strategyOf(name)
    const { universe, interval, costs, synthetic } = strategy
    const market = syntheticMarket({ seed: 3, symbols: universe, interval, bars: 3000, edge: 0.1 })
    const rules = synthetic ? syntheticInstrument : instrumentFor
    const instruments = new Map(universe.map(symbol => [symbol, rules(symbol)]))
    const from = epochMs(market[0].openTime[0] + 1500 * hour)
    const to = epochMs(from + 1500 * hour)
    const { trades } = backtest(strategy, market, { cash: 10_000, costs, instruments, from, to }, plain)
    expect(trades.length).toBeGreaterThan(0)
  })
})
