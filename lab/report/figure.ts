import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Chart } from '../charts/chart.ts'
import { compileChart, renderSvg } from '../charts/render.ts'
import { inPageColours } from './colours.ts'
import { html, json, type Markup, trusted } from './markup.ts'

/**
 * A chart as a still picture, with the data from which a browser makes it interactive.
 *
 * @param label description for screen readers
 */
export async function figure(label: string, chart: Chart): Promise<Markup> {
  const picture = inPageColours(await renderSvg(chart))
  const live = trusted(inPageColours(json(await compileChart(chart)).markup))
  return html`<figure><div class="picture" role="img" aria-label="${label}">${trusted(picture)}</div><script type="application/json">${live}</script></figure>`
}

/** Plot widths, in pixels. A plot fills the page or half of it, with room for the labels of the values. */
export const plotWidth = { page: 840, half: 350 } as const

/** Draws the figures one after the other. Drawing all at once would hold all their rows in memory. */
export async function figuresOf<T>(all: readonly T[], draw: (one: T) => Promise<Markup>): Promise<readonly Markup[]> {
  const drawn: Markup[] = []
  for (const one of all) drawn.push(await draw(one))
  return drawn
}

/** Scripts that make a page's figures interactive when they scroll into view. */
export async function figureScripts(): Promise<Markup> {
  return trusted(chartRuntime(await vegaSource()))
}

const chartRuntime = (vega: string): string =>
  `<script>${vega.replaceAll('</script', '<\\/script')}</script>\n<script>${comeAlive}</script>`

/** Vega's browser build, which is part of its package. */
const vegaSource = () => readFile(fileURLToPath(new URL('vega.min.js', import.meta.resolve('vega'))), 'utf8')

// On a page narrower than the picture, the chart is laid out again at the width of the page. If that fails, the chart
// stays a still picture, because Vega computes the position of the pointer from the unscaled chart.
const comeAlive = `
const shrunk = svg => svg.getBoundingClientRect().width < svg.viewBox.baseVal.width - 1
const alive = async figure => {
  const picture = figure.querySelector('.picture')
  const still = picture.querySelector('svg')
  const spec = JSON.parse(figure.querySelector('script').textContent)
  if (shrunk(still)) {
    if (typeof spec.width !== 'number') return
    spec.width -= still.viewBox.baseVal.width - picture.clientWidth
    if (spec.width < 120) return
  }
  const live = document.createElement('div')
  const view = new vega.View(vega.parse(spec), { renderer: 'svg', container: live, hover: true })
  await view.runAsync()
  picture.replaceChildren(live)
  if (shrunk(live.querySelector('svg'))) {
    view.finalize()
    picture.replaceChildren(still)
  } else figure.dataset.alive = ''
}
const watcher = new IntersectionObserver(seen => {
  for (const { target, isIntersecting } of seen) if (isIntersecting) { watcher.unobserve(target); alive(target) }
}, { rootMargin: '200px' })
document.querySelectorAll('figure').forEach(figure => watcher.observe(figure))
`
