import { showTime } from '../../market/units.ts'
import { html, type Markup } from '../markup.ts'
import { note } from '../notice.ts'
import { inDigits, inUnit } from '../number-text.ts'
import { type Column, table } from '../table.ts'
import type { Trade } from './report-data.ts'

/** Maximum number of rows. More rows would make up most of the report file. */
const mostTrades = 1_000

/** Table of trades, newest first. */
export function tradeTable(trades: readonly Trade[]): Markup {
  if (trades.length === 0) return html`<p>No trades.</p>`
  const newest = [...trades].sort((a, b) => b.openedAt - a.openedAt).slice(0, mostTrades)
  const all = inUnit(trades.length, 'count')
  const which = newest.length < trades.length ? `The newest ${inUnit(newest.length, 'count')} of ${all}` : `All ${all}`
  return html`${note(`${which} trades, newest first.`)}${table(columns, newest, { tall: true })}`
}

const columns: readonly Column<Trade>[] = [
  { title: 'symbol', cell: ({ symbol }) => symbol },
  { title: 'direction', cell: ({ direction }) => direction },
  { title: 'opened (UTC)', cell: ({ openedAt }) => showTime(openedAt) },
  { title: 'closed (UTC)', cell: ({ closedAt }) => showTime(closedAt) },
  { title: 'size (base)', as: 'number', cell: ({ size }) => inDigits(size) },
  { title: 'entry (USD)', as: 'number', cell: ({ entryPrice }) => inDigits(entryPrice) },
  { title: 'exit (USD)', as: 'number', cell: ({ exitPrice }) => inDigits(exitPrice) },
  { title: 'fees (USD)', as: 'number', cell: ({ feesUsd }) => inUnit(feesUsd, 'USD') },
  { title: 'net (USD)', as: 'number', cell: ({ netUsd }) => inUnit(netUsd, 'USD') },
  { title: 'closed by', cell: ({ reason }) => reason },
]
