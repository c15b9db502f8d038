import { expect, test } from 'vitest'
import { plain } from '../indicators/memo.ts'
import { middling, plantedMarket, sureness } from '../models/testing/planted-market.ts'
import { pcaForest } from './pca-forest.ts'
import { learnerContract } from './testing/learner-contract.ts'

const genes = { components: 5, depth: 4, trees: 50, quantile: 0.6, lookback: 500, cadence: 100, hold: 2 }

learnerContract(pcaForest, genes)

test('pca-forest earns where the market rises between calm and storm and falls in both', () => {
  for (const chance of [1, 2]) {
    const bars = plantedMarket(chance, 3_000, 0.004, middling)
    expect(sureness(bars, pcaForest.exposure(bars, genes, plain), pcaForest.warmup(genes))).toBeGreaterThan(3)
  }
})
