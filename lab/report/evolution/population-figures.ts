import { better, displaySample } from '../../charts/evolution/display-sample.ts'
import { diversityByGeneration } from '../../charts/evolution/diversity.ts'
import { fitnessSpread } from '../../charts/evolution/fitness-spread.ts'
import { geneSpread } from '../../charts/evolution/gene-spread.ts'
import { parallelCoordinates } from '../../charts/evolution/parallel-coordinates.ts'
import { nonDominated, type Pair, paretoFront } from '../../charts/evolution/pareto-front.ts'
import { populationMap } from '../../charts/evolution/population-map.ts'
import { projectGenomes } from '../../charts/evolution/projection.ts'
import { seedColours } from '../../charts/evolution/seed-colours.ts'
import { seedShares } from '../../charts/evolution/seed-shares.ts'
import { shortName } from '../../charts/evolution/short-name.ts'
import { figure, figuresOf, plotWidth } from '../figure.ts'
import { html, type Markup } from '../markup.ts'
import { note } from '../notice.ts'
import type { EvolutionData } from './evolution-data.ts'

/** Maximum content of a figure: more points cannot be told apart, and each adds a hundred bytes to the file. */
const most = { points: 1_000, lines: 80, genes: 16 } as const

/** Fitness, diversity and shares of ideas, by generation. */
export async function courseFigures(data: EvolutionData): Promise<Markup> {
  const { generations, baselines, evaluated } = data
  const diverse = generations.some(({ diversity }) => diversity !== undefined)
  return html`${await figure('Fitness by generation', fitnessSpread(generations, { baselines, width: plotWidth.page }))}
<div class="pair">
<div><h3>Share of each idea in the population</h3>${await figure('Ideas by generation', seedShares(generations, seedColours(evaluated), { width: plotWidth.half }))}</div>
${diverse ? html`<div><h3>Diversity of the population</h3>${await figure('Diversity by generation', diversityByGeneration(generations, { width: plotWidth.half }))}</div>` : undefined}
</div>`
}

/** Pareto fronts, one chart for each pair of objectives; undefined for a search by fitness alone. */
export async function frontFigures({ evaluated, objectives }: EvolutionData): Promise<Markup | undefined> {
  const rated = evaluated.filter(one => one.objectives !== undefined)
  if (objectives.length < 2 || rated.length === 0) return undefined
  const front = nonDominated(rated)
  const shown = [
    ...rated.filter(({ key }) => front.has(key)),
    ...displaySample(
      rated.filter(({ key }) => !front.has(key)),
      most.points,
    ),
  ]
  const pairs = objectives.slice(1).map((_, i): Pair => [0, i + 1])
  if (objectives.length > 2) pairs.push([1, 2])
  const figures = await figuresOf(pairs, pair =>
    figure(
      `${objectives[pair[0]]} against ${objectives[pair[1]]}`,
      paretoFront(shown, front, objectives, pair, { width: plotWidth.half }),
    ),
  )
  return html`${note(`Vermilion: the ${front.size} of ${rated.length.toLocaleString('en-US')} genomes that no other genome dominates, that is, matches in every objective and exceeds in one. Larger is better on every axis.`)}
<div class="pair">${figures}</div>`
}

/** Distribution of each gene of the champion's idea, in the first and in the last generation. */
export async function geneFigures({ evaluated, first, last }: EvolutionData): Promise<Markup> {
  const [{ seed, genes }] = [...evaluated].sort(better)
  const alike = (all: EvolutionData['last']) => all.filter(one => one.seed === seed)
  const [before, after] = [alike(first), alike(last)]
  const named = (all: EvolutionData['last'], name: string) =>
    all.flatMap(one => one.genes.find(gene => gene.name === name) ?? [])
  const shown = genes.slice(0, most.genes).filter(({ name }) => named(after, name).length > 0)
  const figures = await figuresOf(
    shown,
    async ({ name }) =>
      html`<div><h3>${shortName(name, seed)}</h3>${await figure(`Distribution of ${name}`, geneSpread(named(before, name), named(after, name)))}</div>`,
  )
  return html`${note(`Genomes of ${seed}: blue bars for the ${after.length} of the last generation, a yellow line for the ${before.length} of the first. The axis is the range that the gene allows.`)}
<div class="small">${figures}</div>`
}

/** The best genomes of the champion's idea, gene by gene. */
export async function bestFigure({ evaluated }: EvolutionData): Promise<Markup> {
  const ranked = [...evaluated].sort(better)
  const names = namesOf(ranked[0])
  const best = ranked.filter(one => one.seed === ranked[0].seed && namesOf(one) === names).slice(0, most.lines)
  return html`${note(`The ${best.length} best genomes of ${best[0].seed}. Where their lines run together, they agree on a gene's value.`)}
${await figure('The best genomes, gene by gene', parallelCoordinates(best, { width: plotWidth.page }))}`
}

const namesOf = ({ genes }: EvolutionData['evaluated'][number]) => genes.map(({ name }) => name).join()

/** Genomes as points in a plane, similar ones close together; undefined for fewer than three genomes, or equal ones. */
export async function mapFigure({ evaluated, last }: EvolutionData): Promise<Markup | undefined> {
  const shown = displaySample(evaluated, most.points)
  const projection = projectGenomes(shown)
  if (!projection) return undefined
  const living = new Set(last.map(({ key }) => key))
  return html`${note(`Points that are close are similar genomes. Size is fitness; solid points are in the last generation; the ring is the fittest. The axes are two principal components,
which explain ${(100 * projection.shown).toFixed(0)} % of the variance of ${shown.length < evaluated.length ? `${shown.length.toLocaleString('en-US')} of ${evaluated.length.toLocaleString('en-US')}` : `all ${evaluated.length}`} genomes.`)}
${await figure('Map of the genomes', populationMap(shown, projection, seedColours(evaluated), living, { width: plotWidth.page }))}`
}
