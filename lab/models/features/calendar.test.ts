import { expect, test } from 'vitest'
import { plain } from '../../indicators/memo.ts'
import { minute, parseTime } from '../../market/units.ts'
import { craftedBars, quiet } from '../../testing/crafted.ts'
import { featureMatrix } from './matrix.ts'

test.each([
  ['2024-01-01T00:00Z', 0, 0],
  ['2024-02-29T06:00Z', 6, 3],
  ['2024-12-31T13:45Z', 13.75, 1],
  ['2025-06-01T23:15Z', 23.25, 6],
] as const)('%s is hour %d of weekday %d, Mondays being 0', (time, hour, weekday) => {
  const bars = craftedBars(quiet(1), { start: parseTime(time), interval: 15 * minute })
  const names = ['hour_sin', 'hour_cos', 'weekday_sin', 'weekday_cos']
  const found = featureMatrix(names, { bars, market: [bars] }, plain).map(([value]) => value)
  const [day, week] = [(2 * Math.PI * hour) / 24, (2 * Math.PI * weekday) / 7]
  const expected = [Math.sin(day), Math.cos(day), Math.sin(week), Math.cos(week)]
  expected.forEach((value, k) => {
    expect(found[k]).toBeCloseTo(value, 12)
  })
})
