import { describe, expect, test } from 'vitest'
import { syntheticMarket } from '../data/synthetic/market.ts'
import { plain } from '../indicators/memo.ts'
import { slice } from '../market/bars.ts'
import { writeFrozen } from '../models/frozen.ts'
import { middling, plantedMarket, sureness } from '../models/testing/planted-market.ts'
import { random } from '../random.ts'
import { drawGenes } from './draw.ts'
import { pcaForest } from './pca-forest.ts'
import type { Genes } from './seed.ts'

const [market] = syntheticMarket({ seed: 7, symbols: ['SYN-A'], bars: 1_700, edge: 0.1 })

const genes = { components: 5, depth: 4, trees: 50, quantile: 0.6, lookback: 500, cadence: 100, hold: 2 }

describe('pca-forest', () => {
  test('earns where the market rises between calm and storm and falls in both', () => {
    for (const chance of [1, 2]) {
      const bars = plantedMarket(chance, 3_000, 0.004, middling)
      expect(sureness(bars, pcaForest.exposure(bars, genes, plain), pcaForest.warmup(genes))).toBeGreaterThan(3)
    }
  })

  test('earns nothing to speak of where there is nothing to learn', () => {
    for (const chance of [1, 2, 3]) {
      const bars = plantedMarket(chance, 3_000, 0, middling)
      expect(Math.abs(sureness(bars, pcaForest.exposure(bars, genes, plain), pcaForest.warmup(genes)))).toBeLessThan(2)
    }
  })

  test('takes the same positions bar by bar, with the history of its warm-up alone', () => {
    const chance = random(5)
    for (let k = 0; k < 3; k++) {
      const drawn = drawGenes(pcaForest.genes, chance) as Genes<typeof pcaForest.genes>
      const warmup = pcaForest.warmup(drawn)
      const whole = pcaForest.exposure(market, drawn, plain)
      for (let row = warmup; row < market.close.length; row += 29) {
        const live = pcaForest.exposure(slice(market, row - warmup, row + 1), drawn, plain)
        expect(live[warmup]).toBe(whole[row])
      }
    }
  })

  describe('frozen', () => {
    const { fit, read } = pcaForest.learner!
    const file = (symbol: string) => {
      const learned = fit!(slice(market, 0, 1_000), genes, plain)
      return writeFrozen({ format: 1, seed: 'pca-forest', genes, symbols: { [symbol]: learned as never } })
    }
    const bytes = (text: string) => new TextEncoder().encode(text)
    const reading = read(bytes(file('SYN-A')), genes)
    const fitted = reading.ok ? reading.value : reading.error

    test('predicts what comes after with what it had learned, and settles sooner', () => {
      const frozen = pcaForest.exposure(market, genes, plain, { fitted })
      expect(frozen.subarray(1_000)).not.toEqual(new Float64Array(700))
      const warmup = pcaForest.warmup(genes, { fitted })
      expect(warmup).toBeLessThan(60)
      for (let row = 1_000; row < market.close.length; row += 29) {
        const late = pcaForest.exposure(slice(market, row - warmup, row + 1), genes, plain, { fitted })
        expect(late[warmup]).toBe(frozen[row])
      }
    })

    test('is made twice as the same bytes', () => {
      expect(file('SYN-A')).toBe(file('SYN-A'))
    })

    test('has no opinion on a symbol that it has not learned', () => {
      const other = read(bytes(file('SYN-B')), genes)
      expect(other.ok).toBe(true)
      const given = { fitted: other.ok && other.value }
      expect(pcaForest.exposure(market, genes, plain, given)).toEqual(new Float64Array(market.close.length))
    })

    test('is refused under other genes', () => {
      const error = 'model: gene hold is 2, expected 3'
      expect(read(bytes(file('SYN-A')), { ...genes, hold: 3 })).toEqual({ ok: false, error })
    })
  })
})
