import { measurementsPer } from '../evolution/evaluate.ts'
import type { Plan } from '../evolution/plan.ts'
import { showInterval, showTime } from '../market/units.ts'

/** The text of README.md in a run's folder. */
export function runReadme(plan: Plan): string {
  const {
    name,
    universe,
    interval,
    segments,
    seeds,
    enhancers = [],
    search,
    fitness,
    data,
    seedNumber,
    synthetic,
  } = plan
  const day = (time: number) => showTime(time).slice(0, 10)
  const per = measurementsPer(plan)
  return `# ${name}

A search for a trading strategy${synthetic ? ' on a **simulated** market, which says nothing about a real one' : ''}.

| | |
|---|---|
| universe | ${universe.join(', ')} of ${data[0].venue}, bars of ${showInterval(interval)} |
| bred on | ${day(segments.train.from)} to ${day(segments.train.to)} UTC |
| chosen on | ${day(segments.validation.from)} to ${day(segments.validation.to)} |
| locked test | ${day(segments.test.from)} to ${day(segments.test.to)}: opened only by \`promote\` |
| ideas | ${seeds.join(', ')}${enhancers.length > 0 ? `; each uses ${enhancers.join(', ')}` : ''} |
| search | ${search.method}, population ${search.population}, at most ${search.generations} generations, selected by ${search.selection} |
| fitness | ${fitness.merit ?? 'sharpe'}, ${per} ${per === 1 ? 'backtest' : 'backtests'} an evaluation |
| random seed | ${seedNumber}: the same number on the same bars gives the same champion |

## Files

- \`plan.json\`: all settings of the run, with fingerprints of its data; protected by a checksum, never changed.
- \`generations/0000.json\` …: one finished generation each: population, evaluations, diversity; with a checksum.
- \`baselines.json\`: results of random and grid search with as many evaluations.
- \`evolution.html\`: figures of the search. All results are from training time.
- \`verdict.json\`, \`candidate.yaml\`: the judgement of the champion by \`promote\`.

## Next steps

    npx tsx scripts/evolve.ts --resume runs/${name}     # continue after an interruption, to the same champion
    npx tsx scripts/promote.ts runs/${name}             # judge the champion on time that the search has not used
`
}
