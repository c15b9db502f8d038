import { expect, test } from 'vitest'
import { plain } from '../indicators/memo.ts'
import { plantedMarket, reversal, sureness } from '../models/testing/planted-market.ts'
import { linearSvc } from './linear-svc.ts'
import { learnerContract } from './testing/learner-contract.ts'

const genes = { lookback: 400, features: 15, regularization: 0.5, ensemble: 3, conviction: 0.3, cadence: 100, hold: 2 }

learnerContract(linearSvc, genes)

test('linear-svc earns where the market falls back after a rise and recovers after a fall', () => {
  for (const chance of [1, 2]) {
    const bars = plantedMarket(chance, 3_000, 0.004, reversal)
    expect(sureness(bars, linearSvc.exposure(bars, genes, plain), linearSvc.warmup(genes))).toBeGreaterThan(3)
  }
})
