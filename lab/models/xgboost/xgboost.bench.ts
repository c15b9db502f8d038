import { stream } from '../../random.ts'
import { type Bench, race } from '../../testing/bench.ts'
import { score } from './margins.ts'
import { readXgboost } from './read-xgboost.ts'
import { drawnColumns, drawnDocument } from './testing/drawn-document.ts'
import { branch, walk } from './testing/walk.ts'

const trees = 300
const features = 45
const rows = 100_000

export const bench: Bench = {
  name: `${trees} trees of 64 leaves on ${rows} rows of ${features} features`,
  async run() {
    const next = stream(1, 'xgboost bench')
    const document = drawnDocument(next, { trees, depth: 6, features })
    const columns = drawnColumns(next, features, rows)
    const model = readXgboost(new TextEncoder().encode(JSON.stringify(document)))
    if (!model.ok) throw new Error(model.error)
    const branches = document.learner.gradient_booster.model.trees.map(tree => branch(tree))

    /** The baseline: gathers each row from its columns and walks trees of objects. */
    function walkRows(): Float64Array {
      const row = new Float32Array(features)
      return columns[0].map((_, i) => {
        for (let f = 0; f < features; f++) row[f] = columns[f][i]
        let margin = 0
        for (const root of branches) margin += walk(root, row)
        return margin
      })
    }

    const best = await race({ columns: () => score(model.value, columns), objects: walkRows }, 2)
    return [
      {
        what: 'on columns of nodes',
        value: best.columns,
        unit: 'ms',
        ratio: { times: best.objects / best.columns, to: 'as fast as on node objects' },
        beside: 'a few seconds at the most',
      },
      { what: 'on node objects', value: best.objects, unit: 'ms' },
    ]
  },
}
