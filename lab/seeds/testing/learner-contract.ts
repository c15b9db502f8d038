import { describe, expect, test } from 'vitest'
import { syntheticMarket } from '../../data/synthetic/market.ts'
import { plain } from '../../indicators/memo.ts'
import { slice } from '../../market/bars.ts'
import { type Learned, writeFrozen } from '../../models/frozen.ts'
import { plantedMarket, sureness } from '../../models/testing/planted-market.ts'
import { random } from '../../random.ts'
import { drawGenes } from '../draw.ts'
import type { Genes, Seed } from '../seed.ts'

const [market] = syntheticMarket({ seed: 7, symbols: ['SYN-A'], bars: 1_700, edge: 0.1 })

/**
 * Property tests for every seed that fits a model of its own, in addition to those of all seeds.
 *
 * @param genes a genome that produces signals: a lookback of at most 500 bars and a short hold, so that the frozen
 *   model is warm within 60 bars
 */
export function learnerContract(seed: Seed, genes: Genes): void {
  const { fit: learn, read } = seed.learner ?? {}
  if (!learn || !read) throw new RangeError(`learner contract: ${seed.name} fits no model, expected a seed that does`)

  const file = (symbol: string) => {
    const learned = learn(slice(market, 0, 1_000), genes, plain) as Learned<unknown>
    return writeFrozen({ format: 1, seed: seed.name, genes, symbols: { [symbol]: learned } })
  }
  const readUnder = (own: Genes, text: string) => read(new TextEncoder().encode(text), own)
  const givenOf = (symbol: string) => {
    const fitted = readUnder(genes, file(symbol))
    if (!fitted.ok) throw new Error(fitted.error)
    return { fitted: fitted.value }
  }

  describe(seed.name, () => {
    test('earns nothing significant where there is nothing to learn', () => {
      for (const chance of [1, 2, 3]) {
        const bars = plantedMarket(chance, 3_000, 0, () => 0)
        expect(Math.abs(sureness(bars, seed.exposure(bars, genes, plain), seed.warmup(genes)))).toBeLessThan(2)
      }
    })

    test('takes the same positions bar by bar, with only its warm-up as history', () => {
      const chance = random(5)
      for (let k = 0; k < 3; k++) {
        const drawn = drawGenes(seed.genes, chance)
        const warmup = seed.warmup(drawn)
        const whole = seed.exposure(market, drawn, plain)
        for (let row = warmup; row < market.close.length; row += 29) {
          const live = seed.exposure(slice(market, row - warmup, row + 1), drawn, plain)
          expect(live[warmup]).toBe(whole[row])
        }
      }
    })

    describe('frozen', () => {
      test('predicts later bars with the frozen model, and has a shorter warm-up', () => {
        const given = givenOf('SYN-A')
        const frozen = seed.exposure(market, genes, plain, given)
        expect(frozen.subarray(1_000)).not.toEqual(new Float64Array(700))
        const warmup = seed.warmup(genes, given)
        expect(warmup).toBeLessThan(60)
        for (let row = 1_000; row < market.close.length; row += 29) {
          const late = seed.exposure(slice(market, row - warmup, row + 1), genes, plain, given)
          expect(late[warmup]).toBe(frozen[row])
        }
      })

      test('is written with the same bytes each time', () => {
        expect(file('SYN-A')).toBe(file('SYN-A'))
      })

      test('has no signal on a symbol that it has not learned', () => {
        const signal = seed.exposure(market, genes, plain, givenOf('SYN-B'))
        expect(signal).toEqual(new Float64Array(market.close.length))
      })

      test.each(Object.entries(genes))('is refused for another value of its gene %s', (gene, value) => {
        const error = `model: gene ${gene} is ${value}, expected ${value + 1}`
        expect(readUnder({ ...genes, [gene]: value + 1 }, file('SYN-A'))).toEqual({ ok: false, error })
      })
    })
  })
}
