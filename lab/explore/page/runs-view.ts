import type { TopLevelSpec } from 'vega-lite'
import type { ReadableRun, RunLine } from '../shapes.ts'
import { draw } from './draw.ts'
import { element } from './element.ts'
import { numberText } from './number-text.ts'
import { type Column, sortable } from './sortable.ts'

/** Shows the list of runs, and a comparison of those that are ticked. */
export async function showRuns(into: HTMLElement): Promise<void> {
  const lines = (await (await fetch('/runs.json')).json()) as readonly RunLine[]
  const readable = lines.filter((line): line is ReadableRun => !('broken' in line))
  const broken = lines.flatMap(line => ('broken' in line ? [line] : []))
  if (lines.length === 0) {
    into.replaceChildren(
      element(
        'p',
        {},
        'No runs yet. `npm start` makes one on a simulated market; `npx tsx scripts/evolve.ts --help` explains how to start one.',
      ),
    )
    return
  }
  const chosen = new Set<string>()
  const beside = element('section', { id: 'beside' })
  const columns: readonly Column<ReadableRun>[] = [
    { title: 'compare', value: () => undefined, show: tick },
    { title: 'run', value: ({ name }) => name, show: nameOf },
    { title: 'market', value: marketOf, show: line => short(marketOf(line)) },
    { title: 'training from', value: ({ from }) => from, show: ({ from }) => dayOf(from) },
    { title: 'test to', value: ({ to }) => to, show: ({ to }) => dayOf(to) },
    { title: 'ideas', value: ({ seeds }) => seeds, show: ({ seeds }) => short(seeds) },
    { title: 'search', value: ({ method }) => method },
    {
      title: 'generations',
      value: ({ generations }) => generations,
      show: ({ generations, planned }) => `${generations} of ${planned}`,
    },
    { title: 'evaluations', value: ({ evaluations }) => evaluations },
    { title: 'best fitness in training', value: ({ best }) => best, show: ({ best }) => fitnessText(best) },
    { title: 'champion', value: ({ champion }) => champion },
    { title: 'reports', value: () => undefined, show: reportsOf },
  ]
  into.replaceChildren(
    element(
      'p',
      { class: 'note' },
      'Fitness in training says little, because the search optimised it. Tick two or more runs to compare them.',
    ),
    element('div', { class: 'wide' }, sortable(columns, readable)),
    ...broken.map(({ name, broken }) => element('p', { class: 'error fail' }, `${name} cannot be read: ${broken}`)),
    beside,
  )

  function tick({ name }: ReadableRun): Node {
    const box = element('input', { type: 'checkbox', 'aria-label': `compare ${name}` })
    box.checked = chosen.has(name)
    box.addEventListener('change', () => {
      if (box.checked) chosen.add(name)
      else chosen.delete(name)
      compare(readable.filter(line => chosen.has(line.name)))
    })
    return box
  }

  async function compare(some: readonly ReadableRun[]): Promise<void> {
    if (some.length < 2) return beside.replaceChildren()
    const picture = element('div', { class: 'picture' })
    beside.replaceChildren(
      element('h2', {}, `${some.map(({ name }) => name).join(', ')} beside each other`),
      picture,
      element('div', { class: 'wide' }, numbersOf(some)),
    )
    await draw(picture, histories(some))
  }
}

/** Two decimals, as everywhere else. */
const fitnessText = (value: number | undefined) => value?.toFixed(2) ?? ''

/** Shortened to the column's width; the full text is the tooltip. */
const short = (text: string) => element('div', { class: 'short', title: text }, text)

const dayOf = (time: string) => element('span', { class: 'day' }, time.slice(0, 10))

const marketOf = ({ venue, symbols, interval }: ReadableRun) => `${venue} ${interval}: ${symbols}`

const nameOf = ({ name, synthetic }: ReadableRun) =>
  element(
    'span',
    {},
    name,
    synthetic ? ' ' : undefined,
    synthetic ? element('span', { class: 'label' }, 'synthetic') : undefined,
  )

const reportsOf = ({ name, reports }: ReadableRun) =>
  element(
    'span',
    {},
    ...reports.flatMap((report, i) => [
      i > 0 ? ' · ' : '',
      element(
        'a',
        { href: `/runs/${encodeURIComponent(name)}/${report}`, target: '_blank', rel: 'noopener' },
        report.replace('.html', ''),
      ),
    ]),
  )

const histories = (some: readonly ReadableRun[]): TopLevelSpec => ({
  width: 1_000,
  height: 260,
  data: {
    values: some.flatMap(({ name, history }) =>
      history.flatMap(({ generation, best, median }) => [
        { run: name, generation, fitness: best, of: 'best' },
        { run: name, generation, fitness: median, of: 'median' },
      ]),
    ),
  },
  mark: { type: 'line', strokeWidth: 2 },
  encoding: {
    x: { field: 'generation', type: 'quantitative', axis: { tickMinStep: 1 } },
    y: { field: 'fitness', type: 'quantitative', title: 'fitness in training' },
    color: { field: 'run', type: 'nominal' },
    strokeDash: { field: 'of', type: 'nominal', title: null },
  },
})

/** A row for each number, a column for each run. */
function numbersOf(some: readonly ReadableRun[]): HTMLTableElement {
  const rows: readonly (readonly [string, (line: ReadableRun) => string])[] = [
    ['market', marketOf],
    ['from training to test', ({ from, to }) => `${from} to ${to} UTC`],
    ['ideas', ({ seeds }) => seeds],
    ['search', ({ method, population, planned }) => `${method}, ${population} × ${planned}`],
    ['evaluations', ({ evaluations }) => numberText(evaluations)],
    ['best fitness in training', ({ best }) => fitnessText(best)],
    ['median of the last generation', ({ history }) => fitnessText(history.at(-1)?.median)],
    ['diversity of the last generation, 0 to 1', ({ history }) => fitnessText(history.at(-1)?.diversity)],
    ['champion', ({ champion }) => champion ?? ''],
  ]
  return element(
    'table',
    {},
    element('thead', {}, element('tr', {}, element('th', {}), ...some.map(({ name }) => element('th', {}, name)))),
    element(
      'tbody',
      {},
      ...rows.map(([title, of]) =>
        element('tr', {}, element('th', {}, title), ...some.map(line => element('td', {}, of(line)))),
      ),
    ),
  )
}
