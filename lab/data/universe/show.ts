import { showTime } from '../../market/units.ts'
import { leverageFrom } from './facts.ts'
import type { Universe } from './history.ts'
import type { Picked } from './pick.ts'

type Table = (head: readonly string[], rows: readonly (readonly string[])[]) => string

const number = (value: number | null, digits: number, unit = 1): string =>
  value === null ? 'unknown' : (value / unit).toFixed(digits)

/** Columns of the table from left to right; scores are from 0 to 1. */
const columns: readonly (readonly [head: string, of: (picked: Picked) => string])[] = [
  ['#', ({ rank }) => String(rank)],
  ['symbol', ({ symbol }) => symbol],
  ['composite', ({ scores }) => number(scores.composite, 3)],
  ['liquidity', ({ scores }) => number(scores.liquidity, 3)],
  ['from', ({ scores }) => (scores.liquidityFrom === 'book' ? 'book' : 'volume')],
  ['volatility', ({ scores }) => number(scores.volatility, 3)],
  ['value', ({ value }) => number(value, 3)],
  ['closest ρ', ({ closest }) => (closest ? number(closest.correlation, 2) : '–')],
  ['to', ({ closest }) => closest?.symbol ?? '–'],
  ['volume, M USD/day', ({ facts }) => number(facts.medianVolumeUsd, 1, 1e6)],
  ['σ, %/day', ({ facts }) => number(facts.volatility, 2, 0.01)],
  ['spread, bps', ({ facts }) => number(facts.spread?.value ?? null, 1, 1e-4)],
  ['by', ({ facts }) => facts.spread?.from ?? '–'],
  ['top-5 depth, k USD', ({ facts }) => number(sum(facts.book?.top5), 1, 1e3)],
  ['leverage, ×', ({ facts }) => number(facts.maxLeverage, 0)],
  ['by', ({ facts }) => leverageFrom(facts) ?? '–'],
  ['age, days', ({ facts }) => number(facts.ageDays, 0)],
  ['missing, %', ({ facts }) => number(facts.missingShare, 1, 0.01)],
]

const sum = (depth: { readonly bidUsd: number; readonly askUsd: number } | null | undefined): number | null =>
  depth ? depth.bidUsd + depth.askUsd : null

/** One line for each chosen asset, then one for each excluded asset. @param table formats rows of cells */
export function showUniverse({ at, chosen, excluded }: Universe, table: Table): string {
  const lines = [
    `${showTime(at)} UTC: ${chosen.length} chosen, ${excluded.length} excluded, by the data known at that time`,
    ...(chosen.length > 0
      ? [
          '',
          table(
            columns.map(([head]) => head),
            chosen.map(picked => columns.map(([, of]) => of(picked))),
          ),
          '',
          ...labels(chosen),
        ]
      : []),
    ...(excluded.length > 0 ? ['', 'excluded'] : []),
    ...excluded.map(({ symbol, reason }) => `${symbol}: ${reason}`),
  ]
  return lines.join('\n')
}

/** One line for each universe, then each asset that left one, with the reason. */
export function showHistory(history: readonly Universe[], table: Table): string {
  const rows = history.map(({ at, chosen, excluded }, i) => {
    const now = symbolsOf(chosen)
    const before = i === 0 ? [] : symbolsOf(history[i - 1].chosen)
    const joined = i === 0 ? '–' : now.filter(symbol => !before.includes(symbol)).join(' ') || '–'
    return [showTime(at), String(chosen.length), String(excluded.length), now.join(' ') || '–', joined]
  })
  const left = history.slice(1).flatMap(({ at, excluded }, i) => {
    const before = symbolsOf(history[i].chosen)
    const gone = excluded.filter(({ symbol }) => before.includes(symbol))
    return gone.map(({ symbol, reason }) => `${showTime(at)}  ${symbol} left: ${reason}`)
  })
  return [
    table(['UTC', 'chosen', 'excluded', 'universe, best first', 'joined'], rows),
    '',
    ...labels(history.flatMap(({ chosen }) => chosen)),
    ...(left.length > 0 ? ['', ...left] : []),
  ].join('\n')
}

const symbolsOf = (chosen: readonly Picked[]): string[] => chosen.map(({ symbol }) => symbol)

/** Notes on the limits of the numbers. */
function labels(chosen: readonly Picked[]): string[] {
  const count = (is: (picked: Picked) => boolean) => chosen.filter(is).length
  const estimated = count(({ facts }) => facts.spread?.from === 'estimated')
  const impact = count(({ facts }) => facts.spread?.from === 'impact')
  const undated = count(({ facts }) => leverageFrom(facts) === 'table')
  const bookless = count(({ scores }) => scores.liquidityFrom === 'bars')
  const of = `of ${chosen.length}`
  return [
    ...(estimated > 0
      ? [
          `spread by "estimated", ${estimated} ${of}: from highs and lows (Corwin–Schultz 2012), too wide on liquid markets`,
        ]
      : []),
    ...(impact > 0
      ? [`spread by "impact", ${impact} ${of}: between the venue's impact prices, wider than the book's`]
      : []),
    ...(bookless > 0
      ? [`depth unknown, ${bookless} ${of}: no book of the 24 hours before; volume stands in for it`]
      : []),
    ...(undated > 0 ? [`leverage by "table", ${undated} ${of}: today's table of instruments, which has no date`] : []),
    ...(chosen.length > 0 ? ['age: since the first traded bar in the lake; the asset may be older'] : []),
  ]
}
