import { expect, test } from 'vitest'
import { syntheticMarket } from '../data/synthetic/market.ts'
import { freeze } from '../genome/freeze.ts'
import { plain } from '../indicators/memo.ts'
import { type Bars, mapColumns, slice } from '../market/bars.ts'
import { epochMs } from '../market/units.ts'
import { type Frozen, learnedOf } from '../models/frozen.ts'
import { random } from '../random.ts'
import { drawGenes } from './draw.ts'
import { seeds } from './index.ts'

const [bars] = syntheticMarket({ seed: 17, symbols: ['SYN-A'], bars: 1_600, edge: 0.1 })
const at = epochMs(bars.openTime[1_000])
const pupils = seeds.filter(({ learner }) => learner?.fit)

const perturbed = (from: number): Bars =>
  mapColumns(bars, (column, name) =>
    name === 'openTime' ? column : Float64Array.from(column, (x, i) => (i < from ? x : 1.7 * x)),
  )

test('there are two seeds that learn', () => {
  expect(pupils.map(({ name }) => name)).toEqual(['linear-svc', 'pca-forest'])
})

test.each(pupils.map(seed => [seed.name, seed] as const))('%s, frozen, sees no future', (name, seed) => {
  const chance = random(3)
  for (let k = 0; k < 3; k++) {
    const genes = { ...drawGenes(seed.genes, chance), lookback: 200 }
    const frozenOf = (some: Bars) => {
      const frozen = freeze({ seed: name, genes }, { name: 'frozen', market: [some] }, at, plain)
      if (!frozen) throw new Error(`${name} has learned nothing`)
      return frozen
    }
    const frozen = frozenOf(bars)
    const given = { fitted: frozen.model.fitted }
    const signal = (some: Bars) => Float64Array.from(seed.exposure(some, genes, plain, given))
    const whole = signal(bars)

    // It is the same whatever comes after the moment at which it was frozen: nothing of that was learned from.
    expect(frozenOf(perturbed(1_000)).content).toBe(frozen.content)
    // Of the time that it has learned from it says nothing, for it was there.
    const { to } = learnedOf(given.fitted as Frozen<unknown>, 'SYN-A')!
    expect(to).toBeLessThanOrEqual(at)
    const spoken = whole.findIndex(exposure => exposure !== 0)
    expect(spoken < 0 || bars.openTime[spoken] >= to).toBe(true)
    // And of what comes after a bar it knows nothing at that bar, nor does it need more than its warm-up.
    expect(signal(perturbed(1_300)).subarray(0, 1_300)).toEqual(whole.subarray(0, 1_300))
    const from = 1_000 - seed.warmup(genes, given)
    expect(signal(slice(bars, from, 1_600)).subarray(1_000 - from)).toEqual(whole.subarray(1_000))
  }
})
