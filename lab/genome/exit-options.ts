import { type GeneSpec, int, real } from '../seeds/seed.ts'
import { safeRange } from '../strategy/safe-ranges.ts'
import type { Exits } from '../strategy/strategy.ts'
import type { Options } from './choice.ts'

type Distance = Exclude<keyof Exits, 'atrWindow' | 'time'>

const fraction = (name: Distance) => bounded(name, 'fraction of the price')
const ranges = (name: Distance) => bounded(name, 'mean true ranges')

/**
 * The kinds of exit and the ways to measure each. A genome uses at most one measure for each kind. Bounds are those
 * thought safe. A time exit is at least 2 bars, because at 1 bar a position would be closed as soon as it is opened.
 */
export const exitOptions = {
  stop: { stop: { stop: fraction('stop') }, stopAtr: { stopAtr: ranges('stopAtr') } },
  trailing: { trailing: { trailing: fraction('trailing') }, trailingAtr: { trailingAtr: ranges('trailingAtr') } },
  target: { target: { target: fraction('target') }, targetAtr: { targetAtr: ranges('targetAtr') } },
  time: { time: { time: int(2, 240) } },
} as const satisfies Readonly<Record<string, Options>>

export type ExitPurpose = keyof typeof exitOptions
export const exitPurposes = Object.keys(exitOptions) as readonly ExitPurpose[]

/** Bars over which the true range is averaged. */
export const atrWindow = int(safeRange('exits.atrWindow').min, safeRange('exits.atrWindow').max)

function bounded(name: Distance, unit: string): GeneSpec {
  const { min, max } = safeRange(`exits.${name}`)
  return real(min, max, unit)
}
