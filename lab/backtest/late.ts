import type { Column } from '../market/bars.ts'
import type { TargetExposure } from '../strategy/exposure.ts'

/** Delays target exposure and range by a number of bars. */
export function late({ exposure, range }: TargetExposure, bars: number): TargetExposure {
  if (bars === 0) return { exposure, ...(range && { range }) }
  const shifted = (column: Column, before: number) =>
    Float64Array.from(column, (_, i) => (i < bars ? before : column[i - bars]))
  return { exposure: shifted(exposure, 0), ...(range && { range: shifted(range, Number.NaN) }) }
}
