import { genesOf } from '../../genome/genome.ts'
import { type Bench, race } from '../../testing/bench.ts'
import type { Evaluate } from '../breeding.ts'
import { evolve } from '../evolve.ts'
import { defaultFitness } from '../fitness/rules.ts'
import { defaultSearch, type SearchSettings } from '../search-settings.ts'

const population = 1_000
const generations = 10

export const bench: Bench = {
  name: `a generation of ${population} genomes, without its backtests: breeding, distinctness, sorting`,
  async run() {
    const best = await race(
      {
        fitness: () => searched({ ...defaultSearch, population, generations }),
        front: () => searched({ ...defaultSearch, population, generations, selection: 'pareto' }),
      },
      4,
    )
    return [
      { what: 'by fitness', value: best.fitness / generations, unit: 'ms' },
      { what: 'by Pareto front of three objectives', value: best.front / generations, unit: 'ms' },
    ]
  },
}

const scored: Evaluate = async genomes =>
  genomes.map(genome => {
    const coordinates = genesOf(genome).map(({ value, spec }) => (value - spec.min) / (spec.max - spec.min))
    const [a = 0, b = 0, c = 0] = coordinates
    return { fitness: -Math.hypot(...coordinates), trades: 100, totalReturn: 0, objectives: [a, b - a, c - b] }
  })

async function searched(search: SearchSettings): Promise<void> {
  const plan = {
    seedNumber: 1,
    seeds: ['ema-cross', 'rsi', 'ichimoku', 'volatility-scaling'],
    search,
    fitness: defaultFitness,
  }
  for await (const _ of evolve(plan, scored));
}
