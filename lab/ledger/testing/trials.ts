import { gaussian, stream } from '../../random.ts'
import { type Trial, trialOf } from '../trial.ts'

export interface Family {
  readonly groups: number
  readonly size: number
  /** Correlation of daily returns between trials of one group; trials of different groups are uncorrelated. */
  readonly correlation: number
  readonly days?: number
  readonly name?: string
}

/** Groups of trials with correlated random returns. */
export function family({ groups, size, correlation, days = 640, name = 'family' }: Family): readonly Trial[] {
  return Array.from({ length: groups }, (_, group) => {
    const common = noise(days, name, group)
    return Array.from({ length: size }, (_, member) => {
      const own = noise(days, name, group, member)
      const daily = common.map((x, i) => 0.01 * (Math.sqrt(correlation) * x + Math.sqrt(1 - correlation) * own[i]))
      return trialOf(`idea-${group}`, { name, group, member }, daily)
    })
  }).flat()
}

function noise(days: number, ...names: readonly (string | number)[]): Float64Array {
  const chance = stream(5, ...names)
  return Float64Array.from({ length: days }, () => gaussian(chance))
}
