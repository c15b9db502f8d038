import { type Bench, race } from '../testing/bench.ts'
import { alignReturns } from './aligned-returns.ts'
import { pairCorrelation } from './pair-correlation.ts'
import { correlationAt } from './rank-correlation.ts'
import { regimes } from './regimes.ts'
import { wanderingView } from './testing/view.ts'

const rows = 100_000
const [period, least] = [60, 30]

export const bench: Bench = {
  name: 'regimes of three symbols over 100 000 bars',
  async run() {
    const view = wanderingView(1, rows)
    const [x, y] = alignReturns(view.market).returns
    const best = await race(
      {
        all: () => regimes(view),
        running: () => pairCorrelation(x, y, period, least),
        direct: () => {
          for (let i = 0; i < rows; i++) correlationAt(x, y, i, period, least, 'pearson')
        },
      },
      5,
    )
    return [
      { what: 'every regime', value: best.all, unit: 'ms' },
      {
        what: 'one pair, running',
        value: best.running,
        unit: 'ms',
        ratio: { times: best.direct / best.running, to: 'as fast as each window anew' },
      },
      { what: 'one pair, each window anew', value: best.direct, unit: 'ms' },
    ]
  },
}
