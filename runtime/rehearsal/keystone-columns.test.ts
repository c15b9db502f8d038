import { expect, test, vi } from 'vitest'
import { syntheticMarket } from '../../lab/data/synthetic/market.ts'
import { type Bars, type OptionalColumn, optionalColumns } from '../../lab/market/bars.ts'
import { withColumns } from '../../lab/market/testing/columns.ts'
import { random } from '../../lab/random.ts'
import { columnReader } from '../../lab/seeds/testing/column-reader.ts'
import { syntheticInstruments } from '../../lab/testing/crafted.ts'
import { drawStrategy } from '../../lab/testing/drawn.ts'
import { expectSameOutcome } from './contract.ts'

vi.mock('../../lab/seeds/index.ts', async original =>
  (await import('../../lab/seeds/testing/column-reader.ts')).besideColumnReader(await original()),
)

const symbols = ['SYN-A', 'SYN-B']
const instruments = syntheticInstruments(symbols)
const candles = syntheticMarket({ seed: 51, symbols, bars: 900, gaps: 0.02 })
const strategy = drawStrategy([columnReader], candles, random(5))
const traded = (market: readonly Bars[]) => expectSameOutcome(strategy, market, instruments, { warming: 0.1 })
const known = (names: readonly OptionalColumn[], unknown = 0.1) => {
  const chance = random(6)
  return candles.map(bars => withColumns(bars, names, chance, unknown))
}

const cases: readonly (readonly [string, readonly OptionalColumn[], number])[] = [
  ...optionalColumns.map(name => [`${name} alone`, [name], 0.1] as const),
  ['all optional columns', optionalColumns, 0.1],
  ['columns that are NaN on 90 % of the rows', optionalColumns, 0.9],
]
test.each(cases)(
  'a strategy that trades on %s makes the same trades in backtest and runtime',
  async (_, names, unknown) => {
    expect((await traded(known(names, unknown))).trades.length).toBeGreaterThan(10)
  },
)

test('a strategy whose columns are absent or NaN trades in neither', async () => {
  expect((await traded(known([]))).trades).toEqual([])
  expect((await traded(known(optionalColumns, 1))).trades).toEqual([])
})

test('symbols may have different optional columns', async () => {
  const [[a], [, b]] = [known(['vwap']), known(['sentiment', 'funding'])]
  const { trades } = await traded([a, b])
  expect(new Set(trades.map(({ symbol }) => symbol))).toEqual(new Set(symbols))
})
