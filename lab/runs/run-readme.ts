import { measurementsPer } from '../evolution/evaluate.ts'
import type { Plan } from '../evolution/plan.ts'
import { showInterval, showTime } from '../market/units.ts'

/** What lies in a run's folder, for whoever finds it a year later. */
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
| locked test | ${day(segments.test.from)} to ${day(segments.test.to)}: opened by \`promote\` alone |
| ideas | ${seeds.join(', ')}${enhancers.length > 0 ? `; each uses ${enhancers.join(', ')}` : ''} |
| search | ${search.method}, population ${search.population}, at most ${search.generations} generations, selected by ${search.selection} |
| fitness | ${fitness.merit ?? 'sharpe'}, ${per} ${per === 1 ? 'backtest' : 'backtests'} an evaluation |
| random seed | ${seedNumber}: the same number on the same bars ends in the same champion |

## Files

- \`plan.json\`: everything that decides what the run finds, data fingerprints included; sealed by a checksum, never changed.
- \`generations/0000.json\` …: a finished generation each: population, what was evaluated, diversity; sealed.
- \`baselines.json\`: what random search and a grid found with as many evaluations.
- \`evolution.html\`: the search, drawn. All of it is training time.
- \`verdict.json\`, \`candidate.yaml\`: what \`promote\` said of the champion.

## To go on

    npx tsx scripts/evolve.ts --resume runs/${name}     # after an interruption: to the same champion
    npx tsx scripts/promote.ts runs/${name}             # judged on time that the search has not seen
`
}
