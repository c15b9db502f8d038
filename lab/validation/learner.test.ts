import { expect, test } from 'vitest'
import { backtest } from '../backtest/backtest.ts'
import { fingerprint } from '../data/fingerprint.ts'
import { syntheticMarket } from '../data/synthetic/market.ts'
import { dataSeen, instrumentsOf } from '../evolution/dataset.ts'
import { evaluate } from '../evolution/evaluate.ts'
import { evolve } from '../evolution/evolve.ts'
import type { Generation } from '../evolution/generation.ts'
import { plainMeasure } from '../evolution/measure.ts'
import { makePlan } from '../evolution/plan.ts'
import { defaultSearch } from '../evolution/search-settings.ts'
import type { Genome } from '../genome/genome.ts'
import { plain } from '../indicators/memo.ts'
import { epochMs, hour } from '../market/units.ts'
import { learnedOf } from '../models/frozen.ts'
import { parseStrategy, registered } from '../strategy/yaml/parse.ts'
import { writeStrategy } from '../strategy/yaml/write.ts'
import { judgeRun } from './judgement.ts'
import { candidate } from './promote.ts'
import { readThresholds } from './thresholds.ts'

test('a learning seed is judged as frozen at the end of training, and its file with the model makes the same trades', async () => {
  const interval = 4 * hour
  const market = syntheticMarket({ seed: 6, symbols: ['SYN-A', 'SYN-B'], bars: 1_900, interval, edge: 0.1 })
  const [{ openTime }] = market
  const plan = makePlan(market, {
    ...{ name: 'pupil', seedNumber: 4, seeds: ['linear-svc'], data: dataSeen(market, fingerprint) },
    from: epochMs(openTime[0]),
    to: epochMs(openTime[openTime.length - 1] + interval),
    search: { ...defaultSearch, population: 4, generations: 2, elitism: 0.25 },
  })
  const dataset = { plan, market, instruments: instrumentsOf(market) }
  const generations: Generation[] = []
  const score = async (genomes: readonly Genome[]) =>
    genomes.map(genome => evaluate(genome, dataset.plan, plainMeasure(dataset, plain)))
  for await (const generation of evolve(plan, score)) generations.push(generation)

  const thresholds = readThresholds()
  const judgement = await judgeRun(generations, dataset, { thresholds, indicators: () => plain })
  const { frozen } = judgement
  if (!frozen) throw new Error('the champion has learned nothing')
  for (const symbol of plan.universe) {
    expect(learnedOf(frozen.model.fitted as never, symbol)?.to).toBeLessThanOrEqual(plan.segments.train.to)
  }

  const text = writeStrategy(candidate(plan, judgement))
  expect(text).toContain(`model: { file: pupil.model.json, hash: ${frozen.model.hash} }`)
  const bytes = new TextEncoder().encode(frozen.content)
  const loaded = parseStrategy(text, {
    ...registered,
    models: file => (file === 'pupil.model.json' ? bytes : undefined),
  })
  if (!loaded.ok) throw new Error(loaded.error[0].why)
  const { cash, costs, segments } = plan
  const world = { cash, costs, instruments: dataset.instruments, ...segments.validation }
  expect(backtest(loaded.value, market, world, plain)).toEqual(judgement.outcomes.validation)

  const [{ why }] = (parseStrategy(text) as { error: readonly { why: string }[] }).error
  expect(why).toBe('pupil.model.json is not beside the strategy')
})
