import type { Column } from '../../market/bars.ts'
import { emaMemory, wilderMemory } from './memory.ts'
import { type Operation, type Parameter, periodOf, realOf, type Source } from './operation.ts'
import { before, pointwise2 } from './pointwise.ts'
import { quantities, type Unit } from './units.ts'

type OverOne = (source: Source, x: Column, parameters: readonly number[]) => Column

const points = [0, 100] as const
const share = [0, 1] as const
const growth = [-0.1, 0.1] as const

/** Functions of the recent values of an expression. */
export const overTime = {
  sma: sameUnit([periodOf(2, 500)], 'mean', ({ indicators }, x, [n]) => indicators.sma(x, n)),
  ema: sameUnit([periodOf(2, 300, emaMemory)], 'exponential average, α = 2 / (period + 1)', ({ indicators }, x, [n]) =>
    indicators.ema(x, n),
  ),
  wma: sameUnit([periodOf(2, 500)], 'linearly weighted mean, newest values weighted most', ({ indicators }, x, [n]) =>
    indicators.wma(x, n),
  ),
  wilder: sameUnit([periodOf(2, 150, wilderMemory)], "Wilder's average, α = 1 / period", ({ indicators }, x, [n]) =>
    indicators.wilder(x, n),
  ),
  highest: sameUnit([periodOf(2, 500)], 'largest value', ({ indicators }, x, [n]) => indicators.rollingMax(x, n)),
  lowest: sameUnit([periodOf(2, 500)], 'smallest value', ({ indicators }, x, [n]) => indicators.rollingMin(x, n)),
  quantile: sameUnit(
    [periodOf(2, 500), realOf('q', 0, 1)],
    'value below which the fraction q of the values lies',
    ({ indicators }, x, [n, q]) => indicators.rollingQuantile(x, n, q),
  ),
  std: sameUnit([periodOf(2, 500)], 'standard deviation, divisor period − 1', ({ indicators }, x, [n]) =>
    indicators.rollingStd(x, n),
  ),
  bollingerUpper: sameUnit(
    [periodOf(2, 500), realOf('width', 0, 5)],
    'mean plus width population standard deviations',
    ({ indicators }, x, [n, width]) => indicators.bollinger(x, n, width).upper,
  ),
  bollingerLower: sameUnit(
    [periodOf(2, 500), realOf('width', 0, 5)],
    'mean minus width population standard deviations',
    ({ indicators }, x, [n, width]) => indicators.bollinger(x, n, width).lower,
  ),
  previous: sameUnit([periodOf(1, 500, 1, 'bars')], 'value this many bars ago', (_, x, [n]) => before(x, n), 0),

  rank: ownUnit(
    'ratio',
    share,
    [periodOf(2, 500)],
    -1,
    'share of the values that are smaller',
    ({ indicators }, x, [n]) => indicators.rollingRank(x, n),
  ),
  zscore: ownUnit(
    'ratio',
    [-3, 3],
    [periodOf(2, 500)],
    -1,
    'distance from the mean in standard deviations; unknown where the values are constant',
    ({ indicators }, x, [n]) => {
      const distance = pointwise2(x, indicators.sma(x, n), (value, mean) => value - mean)
      return pointwise2(distance, indicators.rollingStd(x, n), (far, std) => far / std)
    },
  ),
  change: ownUnit(
    'ratio',
    growth,
    [periodOf(1, 500, 1, 'bars')],
    0,
    'relative change, 0.01 is 1 %; unknown where the earlier value is not positive',
    ({ indicators }, x, [n]) => indicators.simpleReturns(x, n),
  ),
  logChange: ownUnit(
    'ratio',
    growth,
    [periodOf(1, 500, 1, 'bars')],
    0,
    'natural logarithm of the growth factor; unknown where a value is not positive',
    ({ indicators }, x, [n]) => indicators.logReturns(x, n),
  ),
  rsi: ownUnit(
    'points',
    points,
    [periodOf(2, 500)],
    0,
    'relative strength index with simple means (Cutler)',
    (source, x, [n]) => source.indicators.rsiCutler(x, n),
  ),
  rsiWilder: ownUnit(
    'points',
    points,
    [periodOf(2, 150, wilderMemory)],
    1,
    "relative strength index with Wilder's averages",
    ({ indicators }, x, [n]) => indicators.rsiWilder(x, n),
  ),
  correlation: {
    form: 'function',
    inputs: ['x', 'y'],
    parameters: [periodOf(3, 500)],
    // Any two quantities: a correlation has no unit.
    signatures: quantities.map(y => ({ inputs: ['x', y], gives: 'ratio' })),
    overTime: true,
    extra: -1,
    range: [-1, 1],
    says: 'correlation of x and y; unknown where either is constant',
    compute: ({ indicators }, [x, y], [n]) => indicators.rollingCorrelation(x, y, n),
  },

  lately: ofBoolean('true at any of the last bars, including the current one', ({ indicators }, x, [n]) =>
    indicators.rollingMax(x, n),
  ),
  throughout: ofBoolean('true at all of the last bars, including the current one', ({ indicators }, x, [n]) =>
    indicators.rollingMin(x, n),
  ),
} as const satisfies Record<string, Operation>

/** A function over time whose result has the unit of its input. */
function sameUnit(parameters: readonly Parameter[], says: string, compute: OverOne, extra = -1): Operation {
  return overOne('x', 'x', parameters, extra, says, compute)
}

/** A function over time whose result has a unit of its own, whatever the unit of its input. */
function ownUnit(
  gives: Unit,
  range: readonly [number, number],
  parameters: readonly Parameter[],
  extra: number,
  says: string,
  compute: OverOne,
): Operation {
  return { ...overOne('x', gives, parameters, extra, says, compute), range }
}

/** A function over time of a condition, with a condition as its result. */
function ofBoolean(says: string, compute: OverOne): Operation {
  return overOne('boolean', 'boolean', [periodOf(2, 500, 1, 'bars')], -1, says, compute)
}

/**
 * A function over time of one input.
 *
 * @param takes unit of the input; `x`: any quantity
 * @param gives unit of the result; `x`: that of the input
 * @param extra bars of warm-up besides those of the parameters
 */
function overOne(
  takes: Unit | 'x',
  gives: Unit | 'x',
  parameters: readonly Parameter[],
  extra: number,
  says: string,
  compute: OverOne,
): Operation {
  return {
    form: 'function',
    inputs: ['x'],
    parameters,
    signatures: [{ inputs: [takes], gives }],
    overTime: true,
    extra,
    says,
    compute: (source, [x], numbers) => compute(source, x, numbers),
  }
}
