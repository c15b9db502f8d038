import type { Chart } from './chart.ts'
import { costBreakdown } from './cost-breakdown.ts'
import { drawdown } from './drawdown.ts'
import { equityCurve } from './equity-curve.ts'
import { fitnessByGeneration } from './fitness.ts'
import { html, json, type Markup, trusted } from './markup.ts'
import { compileChart, renderSvg } from './render.ts'
import type { ReportData, SymbolTrades } from './report-data.ts'
import { inPageColours } from './report-style.ts'
import { tradesOnPrice } from './trades-on-price.ts'

interface ReportCharts {
  readonly equity: Markup
  readonly drawdown: Markup
  readonly costs?: Markup
  readonly fitness?: Markup
  readonly prices: readonly Markup[]
  /** Which symbols the prices are of. */
  readonly pricesNote: Markup
}

/** With more symbols drawn the file grows past what a mail takes, and nobody looks at the seventh. */
const mostSymbols = 6

/** Plot widths that fill the page, or half of it, beside their value labels. */
const [wide, half] = [840, 350]

/** Every chart of the report as a figure. */
export async function drawCharts(report: ReportData): Promise<ReportCharts> {
  const [account, ...beside] = report.equity
  const { segments, synthetic, costs, costsOf, generations, equityNote } = report
  const frame = { segments, synthetic, width: wide }
  const byTrades = [...report.symbols].sort((a, b) => b.trades.length - a.trades.length)
  return {
    equity: await figure(
      'Equity over time',
      equityCurve(account.time, account.value, {
        ...frame,
        label: account.label,
        beside,
        ...(equityNote && { subtitle: equityNote }),
      }),
    ),
    drawdown: await figure('Drawdown over time', drawdown(account.time, account.value, frame)),
    ...(costs && {
      costs: await figure(
        'From gross to net profit',
        costBreakdown(costs, { width: half, ...(costsOf && { subtitle: costsOf }) }),
      ),
    }),
    ...(generations.length > 0 && {
      fitness: await figure('Fitness by generation', fitnessByGeneration(generations, { width: half })),
    }),
    prices: await priceFigures(byTrades.slice(0, mostSymbols)),
    pricesNote: html`<p class="note">A triangle opens a trade and points its way, a square closes it; blue earned, vermilion
lost.${byTrades.length > mostSymbols ? ` The ${mostSymbols} most traded of ${byTrades.length} symbols.` : ''}</p>`,
  }
}

/** One after the other: drawing many symbols at once would hold all their rows in memory. */
async function priceFigures(symbols: readonly SymbolTrades[]): Promise<Markup[]> {
  const figures: Markup[] = []
  for (const { bars, trades } of symbols) {
    const chart = tradesOnPrice(bars, trades, { width: wide })
    figures.push(await figure(`Trades on the price of ${bars.symbol}`, chart))
  }
  return figures
}

/** The picture, and beside it what a browser needs to bring it alive. */
async function figure(label: string, chart: Chart): Promise<Markup> {
  const picture = inPageColours(await renderSvg(chart))
  const live = trusted(inPageColours(json(await compileChart(chart)).markup))
  return html`<figure><div class="picture" role="img" aria-label="${label}">${trusted(picture)}</div><script type="application/json">${live}</script></figure>`
}

/**
 * Scripts that bring figures alive as they come into view.
 *
 * @param vega source text of Vega for browsers, which defines the global `vega`
 */
export const chartRuntime = (vega: string): string =>
  `<script>${vega.replaceAll('</script', '<\\/script')}</script>\n<script>${comeAlive}</script>`

// A picture that had to shrink stays one: Vega would look for the pointer where the unshrunk chart is.
const comeAlive = `
const alive = figure => {
  const picture = figure.querySelector('.picture')
  const svg = picture.querySelector('svg')
  if (svg.getBoundingClientRect().width < svg.viewBox.baseVal.width - 1) return
  const live = document.createElement('div')
  const view = new vega.View(vega.parse(JSON.parse(figure.querySelector('script').textContent)), { renderer: 'svg', container: live, hover: true })
  return view.runAsync().then(() => { picture.replaceChildren(live); figure.dataset.alive = '' })
}
const watcher = new IntersectionObserver(seen => {
  for (const { target, isIntersecting } of seen) if (isIntersecting) { watcher.unobserve(target); alive(target) }
}, { rootMargin: '200px' })
document.querySelectorAll('figure').forEach(figure => watcher.observe(figure))
`
