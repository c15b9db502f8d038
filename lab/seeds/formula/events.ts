import type { Indicators } from '../../indicators/memo.ts'
import type { Bars } from '../../market/bars.ts'
import { rowByRow } from '../../market/row-by-row.ts'
import { evaluator } from './evaluate.ts'
import type { FormulaRules } from './rules.ts'

/**
 * The events of the rules at each bar: +1 long, −1 short, 0 flat or long and short at once, NaN no event. Row i depends
 * on rows ≤ i.
 */
export function eventsOf(rules: FormulaRules, bars: Bars, indicators: Indicators): Float64Array {
  const evaluate = evaluator(bars, indicators)
  const long = evaluate(rules.long)
  const short = rules.short && evaluate(rules.short)
  const flat = rules.flat && evaluate(rules.flat)
  return rowByRow(long, (up, i) => {
    const down = short ? short[i] : 0
    if (flat?.[i] === 1) return 0
    return up === 0 && down === 0 ? Number.NaN : up - down
  })
}
