import type { Bars, Column } from '../market/bars.ts'
import { hour } from '../market/units.ts'
import { type Chart, defaultWidth, type Headline, overTime } from './chart.ts'
import { type Line, lineLayers, lineRows } from './line.ts'
import { lineColours } from './theme.ts'

/**
 * Cumulated funding that a long of constant USD size has paid since the first bar, in % of that size; a short received it. Bars of
 * unknown rate add nothing, and the subtitle gives their number. Symbols without any known rate are left out.
 *
 * @throws RangeError with more symbols than there are colours
 */
export function fundingCumulated(market: readonly Bars[], headline: Headline = {}): Chart {
  if (market.length > lineColours.length) {
    throw new RangeError(`fundingCumulated: ${market.length} symbols, expected at most ${lineColours.length}`)
  }
  const known = market.flatMap(({ funding, ...bars }) => (funding ? [{ ...bars, funding }] : []))
  const lines = known.map(paid)
  const unknown = known.reduce((sum, { funding }) => sum + Array.from(funding).filter(Number.isNaN).length, 0)
  return overTime(
    {
      title: 'What a long of constant size has paid in funding',
      subtitle: `a short received it${unknown > 0 ? ` · bars of unknown rate, counted as 0: ${unknown}` : ''}`,
      ...headline,
      synthetic: headline.synthetic === true || market.some(bars => bars.synthetic),
    },
    lineRows(lines, headline.width ?? defaultWidth),
    lineLayers(
      lines.map(line => line.label),
      { title: 'paid by a long (% of its size)', format: '+.1~f', zero: true },
    ),
  )
}

function paid({ symbol, openTime, interval, funding }: Bars & { readonly funding: Column }): Line {
  let sum = 0
  const value = Float64Array.from(funding, rate => {
    if (Number.isFinite(rate)) sum += (100 * rate * interval) / hour
    return sum
  })
  return { label: symbol, time: openTime, value }
}
