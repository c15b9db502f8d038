import { type Bars, between, mapColumns, rowAt } from '../../market/bars.ts'
import type { Random } from '../../random.ts'

/**
 * Ways in which a market may continue from a given time on, by name. Code that sees only the past cannot tell them
 * apart.
 */
export const futures: Readonly<Record<string, (bars: Bars, time: number, chance: Random) => Bars>> = {
  'goes wild'(bars, time, chance) {
    const scale = 0.1 + 5 * chance()
    return corruptedFrom(bars, time, x => x * scale * (0.5 + chance()))
  },
  'becomes unknown': (bars, time) => corruptedFrom(bars, time, () => Number.NaN),
  'never comes': (bars, time) => between(bars, 0, time),
}

/** Changes all columns but the times, in bars that open at `time` or later. */
function corruptedFrom(bars: Bars, time: number, change: (value: number) => number): Bars {
  const from = rowAt(bars, time)
  return mapColumns(bars, (column, name) => {
    if (name === 'openTime') return column
    const changed = Float64Array.from(column)
    for (let i = from; i < changed.length; i++) changed[i] = change(changed[i])
    return changed
  })
}
