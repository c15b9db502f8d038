import { fingerprint } from '../../data/fingerprint.ts'
import { practice } from '../../data/synthetic/practice.ts'
import { dataSeen, instrumentsOf } from '../../evolution/dataset.ts'
import { practicePlan } from '../../evolution/practice-plan.ts'
import { drawGenome } from '../../genome/genome.ts'
import { spaceOf } from '../../genome/space.ts'
import { random } from '../../random.ts'
import { type Bench, race } from '../../testing/bench.ts'
import { startWorkers } from './pool.ts'

const count = 1_000

export const bench: Bench = {
  name: `${count} genomes of four seeds on threads, on a simulated market`,
  async run() {
    const { market, learn } = practice(1)
    const plan = practicePlan(market, { name: 'bench', seedNumber: 1, data: dataSeen(market, fingerprint), ...learn })
    const dataset = { plan, market, instruments: instrumentsOf(market) }
    const chance = random(1)
    const genomes = Array.from({ length: count }, () => drawGenome(spaceOf(dataset.plan), chance))
    const [one, two] = [startWorkers(1, dataset), startWorkers(2, dataset)]
    try {
      const best = await race(
        {
          one: () => one.evaluate(genomes),
          two: () => two.evaluate(genomes),
          single: () => two.evaluate(genomes.slice(0, 1)),
        },
        15,
      )
      return [
        { what: 'one thread', value: best.one, unit: 'ms' },
        {
          what: 'two threads',
          value: best.two,
          unit: 'ms',
          ratio: { times: best.one / best.two, to: 'as fast as one' },
          beside: 'floor 1.5×, goal 1.8×',
        },
        { what: 'a single genome, round trip', value: best.single, unit: 'ms' },
      ]
    } finally {
      await one.close()
      await two.close()
    }
  },
}
