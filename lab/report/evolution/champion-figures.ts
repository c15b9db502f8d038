import { drawdown } from '../../charts/drawdown.ts'
import { equityCurve } from '../../charts/equity-curve.ts'
import { tradesOnPrice } from '../../charts/trades-on-price.ts'
import { figure, figuresOf, plotWidth } from '../figure.ts'
import { html, type Markup } from '../markup.ts'
import type { Champion } from './evolution-data.ts'

/** Symbols drawn at most, because each one adds much to the file. */
const mostSymbols = 3

/** Equity, drawdown and trades of the champion in training. */
export async function championFigures({ equity, segments, symbols }: Champion, synthetic: boolean): Promise<Markup> {
  const [account, ...beside] = equity
  const frame = { segments, synthetic, width: plotWidth.page }
  const most = [...symbols].sort((a, b) => b.trades.length - a.trades.length).slice(0, mostSymbols)
  const prices = await figuresOf(most, ({ bars, trades }) =>
    figure(`Trades on the price of ${bars.symbol}`, tradesOnPrice(bars, trades, { width: plotWidth.page })),
  )
  return html`${await figure('Equity in training', equityCurve(account.time, account.value, { ...frame, label: account.label, beside }))}
${await figure('Drawdown in training', drawdown(account.time, account.value, frame))}
${prices}`
}
