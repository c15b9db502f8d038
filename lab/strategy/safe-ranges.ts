import type { Strategy } from './strategy.ts'

/** A field with a safe range. Its value may lie outside the range only if the strategy lists it under `widened`. */
export interface SafeRange {
  /** Path of the field in the strategy file. */
  readonly path: string
  readonly min: number
  readonly max: number
  /** Value of the field in a strategy; undefined when absent. */
  value(strategy: Pick<Strategy, 'sizing' | 'exits'>): number | undefined
  /** Formats a value with its unit. */
  show(value: number): string
}

/**
 * Ranges considered safe in crypto markets for position size, stop, take profit and ATR window. A trailing stop has the
 * range of a stop.
 */
export const safeRanges: readonly SafeRange[] = [
  percent('sizing.fraction', 0.005, 0.05, ({ sizing }) => sizing.fraction),
  percent('exits.stop', 0.02, 0.15, ({ exits }) => exits.stop),
  ranges('exits.stopAtr', 1, 5, ({ exits }) => exits.stopAtr),
  percent('exits.trailing', 0.02, 0.15, ({ exits }) => exits.trailing),
  ranges('exits.trailingAtr', 0.3, 5, ({ exits }) => exits.trailingAtr),
  percent('exits.target', 0.015, 0.25, ({ exits }) => exits.target),
  ranges('exits.targetAtr', 1, 10, ({ exits }) => exits.targetAtr),
  { path: 'exits.atrWindow', min: 5, max: 60, value: ({ exits }) => exits.atrWindow, show: value => `${value} bars` },
]

/** The safe range of the field at a path. @throws RangeError for a field without a safe range */
export function safeRange(path: string): SafeRange {
  const found = safeRanges.find(range => range.path === path)
  if (found) return found
  throw new RangeError(`${path} has no safe range: expected ${safeRanges.map(({ path }) => path).join(', ')}`)
}

/** The fields of a strategy that lie outside their safe range and must be listed under `widened`. */
export const outside = (strategy: Pick<Strategy, 'sizing' | 'exits'>): readonly string[] =>
  safeRanges
    .filter(({ value, min, max }) => {
      const found = value(strategy)
      return found !== undefined && !(found >= min && found <= max)
    })
    .map(({ path }) => path)

function percent(path: string, min: number, max: number, value: SafeRange['value']): SafeRange {
  return { path, min, max, value, show: fraction => `${Number((100 * fraction).toPrecision(12))} %` }
}

function ranges(path: string, min: number, max: number, value: SafeRange['value']): SafeRange {
  return { path, min, max, value, show: multiple => `${multiple} ATR` }
}
