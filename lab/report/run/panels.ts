import { costBreakdown } from '../../charts/cost-breakdown.ts'
import { drawdown } from '../../charts/drawdown.ts'
import { equityCurve } from '../../charts/equity-curve.ts'
import { fitnessByGeneration } from '../../charts/fitness.ts'
import { tradesOnPrice } from '../../charts/trades-on-price.ts'
import { figure, figuresOf, plotWidth } from '../figure.ts'
import { html, type Part } from '../markup.ts'
import { note, verbatim } from '../notice.ts'
import type { Layout, Panel } from '../panel.ts'
import { gateTable } from './gate-table.ts'
import { metricTable } from './metric-table.ts'
import type { ReportData } from './report-data.ts'
import { tradeTable } from './trade-table.ts'

const panel = (id: string, title: string, content: Panel<ReportData>['content']): Panel<ReportData> => ({
  ...{ id, title, content },
})

/** The sections of a run's report, below its verdict. */
export const panels: Layout<ReportData> = [
  panel('gates', 'Gates', ({ gates }) => gateTable(gates)),
  panel('account', 'The account', account),
  panel('metrics', 'Metrics', ({ metrics, segments }) => metricTable(metrics, segments)),
  [panel('costs', 'Trading costs', tradingCosts), panel('search', 'The search', search)],
  panel('prices', 'Trades on price', prices),
  panel('trades', 'Trades', ({ symbols }) => tradeTable(symbols.flatMap(({ trades }) => trades))),
  panel('strategy', 'Strategy file', ({ yaml }) => verbatim(yaml)),
  panel('reproduce', 'How to repeat this', ({ reproduce }) => verbatim(reproduce.join('\n'))),
]

async function account({ equity, equityNote, segments, synthetic }: ReportData): Promise<Part> {
  const [own, ...beside] = equity
  const frame = { segments, synthetic, width: plotWidth.page }
  const said = { label: own.label, beside, ...(equityNote && { subtitle: equityNote }) }
  return [
    await figure('Equity over time', equityCurve(own.time, own.value, { ...frame, ...said })),
    await figure('Drawdown over time', drawdown(own.time, own.value, frame)),
  ]
}

/** Nothing when the costs are not known separately. */
async function tradingCosts({ costs, costsOf }: ReportData): Promise<Part> {
  if (!costs) return undefined
  const chart = costBreakdown(costs, { width: plotWidth.half, ...(costsOf && { subtitle: costsOf }) })
  return figure('From gross to net profit', chart)
}

/** Nothing when there was no search. */
async function search({ generations }: ReportData): Promise<Part> {
  if (generations.length === 0) return undefined
  return figure('Fitness by generation', fitnessByGeneration(generations, { width: plotWidth.half }))
}

/** Symbols drawn at most: with more, the file would be too large to send by mail. */
const mostSymbols = 6

async function prices({ symbols }: ReportData): Promise<Part> {
  const most = [...symbols].sort((a, b) => b.trades.length - a.trades.length).slice(0, mostSymbols)
  const left = symbols.length > most.length ? ` The ${mostSymbols} most traded of ${symbols.length} symbols.` : ''
  return html`${note(`A triangle marks the opening of a trade and points up for long, down for short; a square marks its close. Blue trades earned, vermilion ones lost.${left}`)}
${await figuresOf(most, ({ bars, trades }) =>
  figure(`Trades on the price of ${bars.symbol}`, tradesOnPrice(bars, trades, { width: plotWidth.page })),
)}`
}
