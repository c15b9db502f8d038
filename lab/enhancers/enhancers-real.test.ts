import { expect, test } from 'vitest'
import { random } from '../random.ts'
import { realMarket } from '../testing/real-market.ts'
import { enhancerContract, listeningContract } from './contract.ts'
import { enhancers } from './index.ts'

const real = await realMarket(1_900)

// Each symbol once as the one that is decided about, with two of the others around it.
if (real) {
  const markets = real.map((bars, k) => [bars, ...[1, 2].map(step => real[(k + 7 * step) % real.length])])
  for (const enhancer of enhancers) {
    markets.forEach((market, k) => {
      enhancerContract(enhancer, market, random(13 + k), 1)
    })
    listeningContract(enhancer, markets, random(12), 1)
  }
}

test.skipIf(!real)('thirty symbols were among those', () => expect(real).toHaveLength(30))
