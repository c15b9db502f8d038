import { describe, expect, test } from 'vitest'
import { plain } from '../indicators/memo.ts'
import { type Bars, mapColumns, slice } from '../market/bars.ts'
import { hour } from '../market/units.ts'
import type { Result } from '../result.ts'
import { craftedBars, quiet } from '../testing/crafted.ts'
import { componentForest, readComponentForest } from './component-forest.ts'
import type { Frozen } from './frozen.ts'
import { horizon, learn, type Method, signals } from './learner.ts'
import { firstFeatureRow, learnerColumns } from './learner-features.ts'
import { planeVotes, readPlaneVotes } from './plane-votes.ts'
import { plantedMarket, reversal } from './testing/planted-market.ts'

const market = plantedMarket(1, 600, 0.003, reversal)
const schedule = { lookback: 120, cadence: 60 }
const forestOptions = { components: 3, depth: 4, trees: 12, quantile: 0.7 }

interface Kind {
  readonly method: Method<unknown>
  readonly read: (json: unknown) => Result<unknown, string>
}
const kinds: Readonly<Record<string, Kind>> = {
  planeVotes: {
    method: planeVotes({ members: 3, regularization: 0.5, conviction: 0.5 }),
    read: json => readPlaneVotes(json, 15, 3),
  },
  componentForest: {
    method: componentForest(forestOptions),
    read: json => readComponentForest(json, 15, forestOptions),
  },
}

const columnsOf = (bars: Bars) => learnerColumns(bars, plain, 15)
const learned = (bars: Bars, method: Method<unknown>) => learn(bars, columnsOf(bars), schedule, method)
const said = (bars: Bars, method: Method<unknown>, frozen?: Frozen<unknown>) =>
  signals(bars, columnsOf(bars), schedule, method, frozen)
const frozenFor = (symbols: Frozen<unknown>['symbols']): Frozen<unknown> => ({
  format: 1,
  seed: '',
  genes: {},
  symbols,
})

/** Another market in these rows: prices and volumes that have nothing to do with the ones before. */
const perturbed = (bars: Bars, name: keyof Bars | 'all', rows: (row: number) => boolean) =>
  mapColumns(bars, (column, which) =>
    which === 'openTime' || (name !== 'all' && which !== name)
      ? column
      : Float64Array.from(column, (x, row) => (rows(row) ? x * (1.3 + 0.2 * Math.sin(row)) : x)),
  )

describe.each(Object.entries(kinds))('%s', (_, { method, read }) => {
  const at = 480
  const known = slice(market, 0, at + 1)

  test('learns nothing from what comes after the newest label', () => {
    const end = at - horizon
    const opens = perturbed(known, 'open', row => row > end)
    // The newest row learned from is the one before its label begins.
    const rest = perturbed(known, 'all', row => row > end - 1 - horizon)
    expect(learned({ ...rest, open: opens.open }, method)).toEqual(learned(known, method))
  })

  test('learns from the newest label, which the row that ends it moves', () => {
    const moved = perturbed(known, 'open', row => row === at - horizon)
    expect(learned(moved, method)).not.toEqual(learned(known, method))
  })

  test('says of its window where it began, where its newest label ended, and how many rows it had', () => {
    const { from, to, rows } = learned(known, method)!
    const first = at - 2 * horizon - schedule.lookback
    expect([from, to, rows]).toEqual([market.openTime[first], market.openTime[at - horizon], 120])
  })

  test('frozen at a refit, and through a file, says what walking forward says until the next', () => {
    const walked = said(market, method)
    const rows = Array.from({ length: 600 }, (_, row) => row)
    const refits = rows.filter(row => (market.openTime[row] / hour) % schedule.cadence === 0)
    const ready = refits.filter(row => row >= firstFeatureRow + schedule.lookback + 2 * horizon)
    expect(ready.length).toBeGreaterThan(5)
    for (const row of ready) {
      const here = learned(slice(market, 0, row + 1), method)!
      const state = read(JSON.parse(JSON.stringify(here.state)))
      expect(state).toEqual({ ok: true, value: here.state })
      const frozen = said(market, method, frozenFor({ 'SYN-A': here }))
      expect(frozen.subarray(row, row + 60)).toEqual(walked.subarray(row, row + 60))
    }
    expect(walked.filter(x => Math.abs(x) > 0).length).toBeGreaterThan(50)
  })

  test('says nothing of a symbol about which nothing was learned', () => {
    const other = frozenFor({ 'SYN-B': learned(known, method)! })
    expect(said(market, method, other)).toEqual(new Float64Array(600))
  })

  test('learns as often as the calendar says and no more', () => {
    let fits = 0
    const counted: typeof method = {
      ...method,
      fit: (...given) => {
        fits++
        return method.fit(...given)
      },
    }
    said(market, counted)
    expect(fits).toBe(Math.floor((600 - firstFeatureRow - schedule.lookback - 2 * horizon) / 60))
  })

  test('learns nothing from a window with a hole, and says nothing until the next', () => {
    const columns = columnsOf(market).map((column, c) =>
      c === 2 ? Float64Array.from(column, (x, row) => (row === 300 ? Number.NaN : x)) : column,
    )
    const holed = signals(market, columns, schedule, method)
    const whole = said(market, method)
    // Refits at 348 and 408 look back over row 300; the one at 468 does not.
    expect(holed.subarray(348, 468)).toEqual(new Float64Array(120))
    expect(holed.subarray(468)).toEqual(whole.subarray(468))
    expect(holed[300]).toBe(Number.NaN)
  })

  test('learns nothing where nothing moved, and nothing from too few bars', () => {
    const still = craftedBars(quiet(400))
    expect(learned(still, method)).toBeUndefined()
    expect(said(still, method)).toEqual(new Float64Array(400))
    expect(learned(slice(market, 0, firstFeatureRow + schedule.lookback + 2 * horizon), method)).toBeUndefined()
    expect(learned(slice(market, 0, firstFeatureRow + schedule.lookback + 2 * horizon + 1), method)).toBeDefined()
    expect(learned(slice(market, 0, 0), method)).toBeUndefined()
  })
})

test('planes that all saw one class are not made', () => {
  const rising = craftedBars(Array.from({ length: 400 }, (_, i) => [100 + i, 101 + i, 100 + i, 101 + i] as const))
  expect(learned(rising, kinds.planeVotes.method)).toBeUndefined()
})

test('planes that vote together differ, and the first has seen the whole window', () => {
  const states = [1, 3].map(members => learned(market, planeVotes({ members, regularization: 0.5, conviction: 0.5 }))!)
  const [[alone], [first, second, third]] = states.map(({ state }) => (state as { planes: unknown[] }).planes)
  expect(first).toEqual(alone)
  expect(second).not.toEqual(first)
  expect(third).not.toEqual(second)
})

describe('a state that is perturbed is refused', () => {
  const planes = learned(market, kinds.planeVotes.method)!.state as Record<string, unknown>
  const forest = learned(market, kinds.componentForest.method)!.state as Record<string, unknown>
  const [plane] = planes.planes as Record<string, unknown>[]

  test.each([
    ['mean: ', { ...planes, mean: [1] }],
    ['scale.0: ', { ...planes, scale: [0, ...(planes.scale as number[]).slice(1)] }],
    ['planes: ', { ...planes, planes: [plane] }],
    ['planes.1.bias: ', { ...planes, planes: [plane, { ...plane, bias: null }, plane] }],
    ['planes.0.least: ', { ...planes, planes: [{ ...plane, least: -1 }, plane, plane] }],
    ['Unrecognized key', { ...planes, more: 1 }],
    ['Invalid input', [planes]],
  ])('planes: %s', (error, state) => {
    expect(kinds.planeVotes.read(state)).toEqual({ ok: false, error: expect.stringContaining(error) })
  })

  test.each([
    ['loadings: ', { ...forest, loadings: [] }],
    ['low is 5, expected ≤ 4', { ...forest, low: 5, high: 4 }],
    ['node 0 tests column 3, expected −1…2', { ...forest, columns: (forest.columns as number[]).with(0, 3) }],
    ['there are 0 trees, expected 12', { ...forest, columns: [], values: [] }],
    ['values.0: ', { ...forest, values: (forest.values as number[]).with(0, Number.POSITIVE_INFINITY) }],
  ])('a forest: %s', (error, state) => {
    expect(kinds.componentForest.read(state)).toEqual({ ok: false, error: expect.stringContaining(error) })
    expect(() => kinds.componentForest.method.predictor({ ...forest, columns: [] })).toThrow(RangeError)
  })
})
