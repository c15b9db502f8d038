import type { Baseline } from '../../lab/evolution/baselines.ts'
import { evaluationsIn } from '../../lab/evolution/engine/stop.ts'
import type { Generation, Scored } from '../../lab/evolution/generation.ts'
import type { Plan } from '../../lab/evolution/plan.ts'
import { genesOf } from '../../lab/genome/genome.ts'
import { printRules } from '../../lab/seeds/formula/rules.ts'
import { number, percent, table } from './table.ts'

/** The best genomes of a search as a table, with the Pareto front if there is one and a comparison with the baselines. */
export function showSearchResult(
  { fitness: { objectives = [] } }: Plan,
  generations: readonly Generation[],
  baselines?: readonly Baseline[],
): string {
  const { population, front } = generations[generations.length - 1]
  const shown = population.slice(0, front === undefined ? 5 : Math.min(front, 12))
  const rows = shown.map(({ genome, score }) => [
    genome.seed,
    wordsOf(genome),
    number(score.fitness),
    ...(score.objectives ?? []).map(value => number(value)),
    String(score.trades),
    percent(score.totalReturn),
  ])
  const best = table(['seed', 'genes', 'fitness', ...objectives, 'trades', 'return in training'], rows)
  const onFront = front === undefined ? [] : [`\nPareto front: ${front} genomes, of which ${shown.length} are shown.`]
  return [best, ...onFront, ...(baselines ? [`\n${showBaselines(generations, baselines)}`] : [])].join('\n')
}

function wordsOf(genome: Scored['genome']): string {
  const genes = genesOf(genome).map(({ name, value }) => `${name.replace(`${genome.seed}.`, '')} ${value}`)
  const rules = genome.rules ? Object.entries(printRules(genome.rules)).map(([name, text]) => `${name}: ${text}`) : []
  return [...genes, ...rules].join(', ')
}

/** The best fitness of random and grid search at the same number of evaluations. */
function showBaselines(generations: readonly Generation[], baselines: readonly Baseline[]): string {
  const best = Math.max(...generations.flatMap(({ fresh }) => fresh.map(({ score }) => score.fitness)))
  const rows = baselines.map(({ method, evaluations, best, overtakenAfter }) => [
    method,
    String(evaluations),
    number(best.score.fitness),
    overtakenAfter === undefined ? 'never' : `after ${overtakenAfter} evaluations`,
  ])
  return table(
    ['search', 'evaluations', 'best fitness', 'reached by this search'],
    [['this search', String(evaluationsIn(generations)), number(best), ''], ...rows],
  )
}
