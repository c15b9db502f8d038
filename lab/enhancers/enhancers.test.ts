import { describe, expect, test } from 'vitest'
import { syntheticMarket } from '../data/synthetic/market.ts'
import { plain } from '../indicators/memo.ts'
import { optionalColumns } from '../market/bars.ts'
import { withColumns } from '../market/testing/columns.ts'
import { random } from '../random.ts'
import { enhancerContract, listeningContract } from './contract.ts'
import { enhancerNamed, enhancers } from './index.ts'
import { drawSignal } from './testing/signals.ts'

const symbols = ['SYN-B', 'SYN-A', 'SYN-C']
const market = syntheticMarket({ seed: 5, symbols, bars: 2_500, edge: 0.1, gaps: 0.003 }).map((bars, k) =>
  withColumns(bars, optionalColumns, random(k)),
)
for (const enhancer of enhancers) {
  enhancerContract(enhancer, market, random(21))
  listeningContract(enhancer, [market], random(24))
}

describe('the registry', () => {
  test('finds every enhancer by its name, and no name twice', () => {
    for (const enhancer of enhancers) expect(enhancerNamed(enhancer.name)).toBe(enhancer)
    expect(new Set(enhancers.map(({ name }) => name)).size).toBe(enhancers.length)
    expect(enhancerNamed('none of them')).toBeUndefined()
  })

  test('applies the threshold last, to what the others have left', () => {
    expect(enhancers.map(({ name }) => name)).toEqual([
      'confirmation',
      'correlation',
      'regime',
      'trend',
      'volatility',
      'threshold',
    ])
  })

  test('names a unit for every gene', () => {
    for (const { genes } of enhancers) {
      for (const { kind, unit } of Object.values(genes)) {
        expect(unit).not.toBe('')
        expect(unit === 'plain number').toBe(false)
        expect(unit.endsWith('bars')).toBe(kind === 'int')
      }
    }
  })
})

test('as many signals as bars are expected, and another number is named', () => {
  const few = drawSignal(100, random(1))
  const genes = { factor: 4, period: 10, against: 0.5 }
  expect(() => enhancerNamed('confirmation')?.enhance(few, { bars: market[0], market }, genes, plain)).toThrow(
    /signal has 100 rows, expected \d+ like sides/,
  )
})
