import { syntheticMarket } from '../../../data/synthetic/market.ts'
import { type Bars, mapColumns, optionalColumns } from '../../../market/bars.ts'
import { withColumns } from '../../../market/testing/columns.ts'
import { random } from '../../../random.ts'
import type { Expression } from '../expression.ts'
import { parseFormula } from '../parse.ts'

/** Synthetic bars with every optional column, unknown in a tenth of the rows. */
export function testBars(bars: number, seed = 7): Bars {
  const [candles] = syntheticMarket({ seed, symbols: ['SYN-A'], bars, edge: 0.1 })
  return withColumns(candles, optionalColumns, random(seed))
}

/** The same bars with prices rounded to a coarse grid, so that prices often equal their own averages. */
export function ticked(bars: Bars): Bars {
  const tick = bars.close[0] / 200
  return mapColumns(bars, (column, name) =>
    ['open', 'high', 'low', 'close', 'vwap'].includes(name)
      ? Float64Array.from(column, price => (Number.isNaN(price) ? price : Math.max(1, Math.round(price / tick)) * tick))
      : column,
  )
}

/** @throws Error listing all errors of the text */
export function formulaOf(text: string): Expression {
  const parsed = parseFormula(text)
  if (!parsed.ok) throw new Error(`${text}: ${parsed.error.map(({ why }) => why).join('; ')}`)
  return parsed.value
}
