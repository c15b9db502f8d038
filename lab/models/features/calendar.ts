import { day } from '../../market/units.ts'
import type { Feature } from './feature.ts'

/** The epoch began on a Thursday, three days after Monday. */
const daysAfterMonday = 3

/** Fraction of the day or week that has passed, 0…1, at a time in epoch ms. */
const circles = [
  {
    of: 'hour',
    turn: 'hour of the day / 24, minutes as parts of an hour',
    turnAt: (t: number) => (t % day) / day,
  },
  {
    of: 'weekday',
    turn: 'weekday / 7, 0 on Mondays',
    turnAt: (t: number) => ((Math.floor(t / day) + daysAfterMonday) % 7) / 7,
  },
]
const waves = { sin: Math.sin, cos: Math.cos }

/** Open time of a bar as a point on a circle, so that 23:00 is near 00:00 and Sunday is near Monday. */
export const calendar: readonly Feature[] = circles.flatMap(({ of, turn, turnAt }) =>
  Object.entries(waves).map(
    ([name, wave]): Feature => ({
      name: `${of}_${name}`,
      family: 'calendar',
      formula: `${name}(2π · ${turn}), of the time in UTC when the bar opens`,
      unit: '−1…+1',
      window: 1,
      compute: ({ bars }) => Float64Array.from(bars.openTime, t => wave(2 * Math.PI * turnAt(t))),
    }),
  ),
)
