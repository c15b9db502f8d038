import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { syntheticMarket } from '../data/synthetic/market.ts'
import { optionalColumns, slice } from '../market/bars.ts'
import { withColumns } from '../market/testing/columns.ts'
import { random } from '../random.ts'
import { seedContract } from './contract.ts'
import { seedNamed, seeds } from './index.ts'
import { latest } from './latest.ts'
import { columnReader } from './testing/column-reader.ts'

const [candlesAlone] = syntheticMarket({ seed: 7, symbols: ['SYN-A'], bars: 6_000, edge: 0.1 })
const market = withColumns(candlesAlone, optionalColumns, random(12))
for (const seed of [...seeds, columnReader]) {
  // A learner learns at every call: it gets less to look at.
  if (seed.learner?.fit) seedContract(seed, slice(market, 0, 2_000), random(11), { genomes: 4, cuts: 2 })
  else seedContract(seed, market, random(11))
}

describe('the registry', () => {
  test('finds every seed by its name, and no name twice', () => {
    for (const seed of seeds) expect(seedNamed(seed.name)).toBe(seed)
    expect(new Set(seeds.map(({ name }) => name)).size).toBe(seeds.length)
  })
  test('holds the seed of every file that makes one, named after its file', () => {
    const folder = new URL('.', import.meta.url)
    const files = readdirSync(folder).filter(file => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    const making = files.filter(file => / = seed\(\{/.test(readFileSync(new URL(file, folder), 'utf8')))
    expect(seeds.map(({ name }) => `${name}.ts`)).toEqual(making.sort())
  })
})

test('lab/seeds/README.md names every seed with its idea and its genes, as the code knows them', () => {
  const readme = readFileSync(new URL('README.md', import.meta.url), 'utf8')
  for (const { name, idea, genes, requires } of seeds) {
    expect(readme).toContain(requires ? `\`${name}\`` : `| \`${name}\` | ${idea} | ${Object.keys(genes).join(', ')} |`)
  }
})

describe('the latest event', () => {
  test('holds for as many bars as it says and is then forgotten', () => {
    const events = Float64Array.of(Number.NaN, 1, Number.NaN, Number.NaN, Number.NaN, -1, 0, Number.NaN)
    expect([...latest(events, 3)]).toEqual([0, 1, 1, 1, 0, -1, 0, 0])
  })
})
