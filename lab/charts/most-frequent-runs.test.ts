import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mostFrequentRuns, sharesOf } from './most-frequent-runs.ts'

const times = (n: number) => Float64Array.from({ length: n }, (_, i) => 1_000 + 10 * i)
const unknown = Number.NaN

test('each span gets its most frequent code, of equals the lower, and equal neighbours become one run', () => {
  const code = Float64Array.of(2, 2, 1, 1, 2, 1, 0, 0)
  expect(mostFrequentRuns(times(8), code, 1_080, 4)).toEqual([
    { time: 1_000, to: 1_020, code: 2 },
    { time: 1_020, to: 1_060, code: 1 },
    { time: 1_060, to: 1_080, code: 0 },
  ])
})

test('a span that is unknown for half of its rows is blank and separates the runs beside it', () => {
  const code = Float64Array.of(1, 1, unknown, 1, 1, 1)
  expect(mostFrequentRuns(times(6), code, 1_060, 3)).toEqual([
    { time: 1_000, to: 1_020, code: 1 },
    { time: 1_040, to: 1_060, code: 1 },
  ])
})

const codes = fc.array(fc.constantFrom(0, 1, 2, unknown), { minLength: 1, maxLength: 200 })

test('with one span for each row, the runs give each row’s own code', () => {
  fc.assert(
    fc.property(codes, code => {
      const time = times(code.length)
      const runs = mostFrequentRuns(time, Float64Array.from(code), 1_000 + 10 * code.length, code.length)
      code.forEach((value, i) => {
        const found = runs.find(run => run.time <= time[i] + 5 && time[i] + 5 < run.to)
        expect(found?.code ?? unknown).toBe(value)
      })
    }),
  )
})

test('runs are ascending, do not overlap and stay within the time range, for any number of spans', () => {
  fc.assert(
    fc.property(codes, fc.integer({ min: 1, max: 300 }), (code, buckets) => {
      const end = 1_000 + 10 * code.length
      const runs = mostFrequentRuns(times(code.length), Float64Array.from(code), end, buckets)
      let last = 1_000
      for (const { time, to } of runs) {
        expect(time).toBeGreaterThanOrEqual(last - 1e-6)
        expect(to).toBeGreaterThan(time)
        last = to
      }
      expect(last).toBeLessThanOrEqual(end)
    }),
  )
})

test('shares are of the known rows, and NaN when no row is known', () => {
  const { share, unknown: lost } = sharesOf(Float64Array.of(0, 0, 0, 1, unknown))
  expect([share(0), share(1), share(2), lost]).toEqual([0.75, 0.25, 0, 0.2])
  expect(sharesOf(Float64Array.of(unknown)).share(0)).toBeNaN()
})
