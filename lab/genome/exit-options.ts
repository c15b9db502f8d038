import { type GeneSpec, int, real } from '../seeds/seed.ts'
import { safeRange } from '../strategy/safe-ranges.ts'
import type { Exits } from '../strategy/strategy.ts'
import type { Options } from './choice.ts'

type Distance = Exclude<keyof Exits, 'atrWindow' | 'time'>

const fraction = (name: Distance) => bounded(name, 'fraction of the price')
const ranges = (name: Distance) => bounded(name, 'mean true ranges')

/**
 * The ways out of a position, and how each may be measured: in one way at a time, or it is not there. Bounds are those that are thought safe;
 * a position is held for 2 bars at least, or it would be left as soon as it is there.
 */
export const exitOptions = {
  stop: { stop: { stop: fraction('stop') }, stopAtr: { stopAtr: ranges('stopAtr') } },
  trailing: { trailing: { trailing: fraction('trailing') }, trailingAtr: { trailingAtr: ranges('trailingAtr') } },
  target: { target: { target: fraction('target') }, targetAtr: { targetAtr: ranges('targetAtr') } },
  time: { time: { time: int(2, 240) } },
} as const satisfies Readonly<Record<string, Options>>

export type ExitPurpose = keyof typeof exitOptions
export const exitPurposes = Object.keys(exitOptions) as readonly ExitPurpose[]

/** Bars over which true ranges are averaged. */
export const atrWindow = int(safeRange('exits.atrWindow').min, safeRange('exits.atrWindow').max)

function bounded(name: Distance, unit: string): GeneSpec {
  const { min, max } = safeRange(`exits.${name}`)
  return real(min, max, unit)
}
