import { costBreakdown } from './cost-breakdown.ts'
import { drawdown } from './drawdown.ts'
import { equityCurve } from './equity-curve.ts'
import { figure } from './figure.ts'
import { fitnessByGeneration } from './fitness.ts'
import { html, type Markup } from './markup.ts'
import type { ReportData, SymbolTrades } from './report-data.ts'
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
