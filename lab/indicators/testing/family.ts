import type { Bars, Column } from '../../market/bars.ts'
import type { functions } from '../functions.ts'
import { gaussianReach } from '../kernel-regression.ts'
import type { Indicators } from '../memo.ts'

/** An indicator described as data, so that it can be computed on any bars and checked by the common property tests. */
export interface Indicator {
  readonly name: keyof typeof functions
  /** Names of the numeric arguments, in the order of the function's arguments. */
  readonly parameters: readonly string[]
  /** Parameter values to test, the usual ones first. */
  readonly settings: readonly (readonly number[])[]
  /** Computes its columns, by name, on the prices that it is usually applied to. */
  compute(indicators: Indicators, bars: Bars, ...parameters: readonly number[]): Readonly<Record<string, Column>>
  /** The first defined row of each of those columns. */
  first(...parameters: readonly number[]): Readonly<Record<string, number>>
  /** Number of rows, including its own, that a value depends on; `fading` when older rows never vanish completely. */
  readonly window: ((...parameters: readonly number[]) => number) | 'fading'
  /** `price`: multiplying prices by k multiplies the values by k. `ratio`: the values stay the same. */
  readonly scale: 'price' | 'ratio'
}

/** All indicators; listing one here is enough to test it. The rolling mean is `sma`. */
export const family: readonly Indicator[] = [
  ofClose('sma', 'window', 'price', [20, 1, 200]),
  ofClose('ema', 'fading', 'price', [20, 1, 200]),
  ofClose('wma', 'window', 'price', [20, 1, 200]),
  ofClose('wilder', 'fading', 'price', [14, 1, 50]),
  ofClose('rollingSum', 'window', 'price', [20, 1, 200]),
  ofClose('rollingStd', 'window', 'price', [20, 2, 200]),
  ofClose('rollingMin', 'window', 'price', [20, 1, 200]),
  ofClose('rollingMax', 'window', 'price', [20, 1, 200]),
  ofClose('rollingRank', 'window', 'ratio', [100, 1, 7]),
  // These begin one row later: the first change needs two values.
  ofClose('rsiWilder', 'fading', 'ratio', [14, 2, 50], 1),
  ofClose('rsiCutler', 'window', 'ratio', [14, 2, 50], 1),
  ofClose('simpleReturns', 'window', 'ratio', [1, 24, 168], 1),
  ofClose('logReturns', 'window', 'ratio', [1, 24, 168], 1),
  {
    name: 'rollingQuantile',
    parameters: ['period', 'q'],
    settings: [
      [100, 0.5],
      [1, 0.3],
      [20, 0.9],
      [7, 0],
      [7, 1],
    ],
    compute: (on, { close }, period, q) => ({ quantile: on.rollingQuantile(close, period, q) }),
    first: period => ({ quantile: period - 1 }),
    window: period => period,
    scale: 'price',
  },
  {
    name: 'ratio',
    parameters: [],
    settings: [[]],
    compute: (on, { high, low }) => ({ ratio: on.ratio(high, low) }),
    first: () => ({ ratio: 0 }),
    window: () => 1,
    scale: 'ratio',
  },
  {
    name: 'rollingCorrelation',
    parameters: ['period'],
    settings: [[50], [2], [200]],
    compute: (on, { close, volume }, period) => ({ correlation: on.rollingCorrelation(close, volume, period) }),
    first: period => ({ correlation: period - 1 }),
    window: period => period,
    scale: 'ratio',
  },
  {
    name: 'bollinger',
    parameters: ['period', 'width'],
    settings: [
      [20, 2],
      [2, 0],
      [200, 2.5],
    ],
    compute: (on, { close }, period, width) => on.bollinger(close, period, width),
    first: period => ({ lower: period - 1, middle: period - 1, upper: period - 1 }),
    window: period => period,
    scale: 'price',
  },
  {
    name: 'donchian',
    parameters: ['period'],
    settings: [[20], [1], [200]],
    compute: (on, { high, low }, period) => on.donchian(high, low, period),
    first: period => ({ lower: period - 1, middle: period - 1, upper: period - 1 }),
    window: period => period,
    scale: 'price',
  },
  {
    name: 'macd',
    parameters: ['fast', 'slow', 'signal'],
    settings: [
      [12, 26, 9],
      [1, 2, 1],
      [30, 40, 50],
    ],
    compute: (on, { close }, fast, slow, signal) => on.macd(close, fast, slow, signal),
    first: (_, slow, signal) => ({ macd: slow - 1, signal: slow + signal - 2, histogram: slow + signal - 2 }),
    window: 'fading',
    scale: 'price',
  },
  {
    name: 'stochastic',
    parameters: ['period', 'slowing', 'signal'],
    settings: [
      [14, 3, 3],
      [5, 1, 1],
      [1, 4, 60],
    ],
    compute: (on, { high, low, close }, period, slowing, signal) =>
      on.stochastic(high, low, close, period, slowing, signal),
    first: (period, slowing, signal) => ({ k: period + slowing - 2, d: period + slowing + signal - 3 }),
    window: (period, slowing, signal) => period + slowing + signal - 2,
    scale: 'ratio',
  },
  {
    name: 'trueRange',
    parameters: [],
    settings: [[]],
    compute: (on, { high, low, close }) => ({ trueRange: on.trueRange(high, low, close) }),
    first: () => ({ trueRange: 0 }),
    window: () => 2,
    scale: 'price',
  },
  {
    name: 'atr',
    parameters: ['period'],
    settings: [[14], [1], [50]],
    compute: (on, { high, low, close }, period) => ({ atr: on.atr(high, low, close, period) }),
    first: period => ({ atr: period - 1 }),
    window: 'fading',
    scale: 'price',
  },
  {
    name: 'vwap',
    parameters: ['period'],
    settings: [[24], [1], [200]],
    compute: (on, { high, low, close, volume }, period) => ({ vwap: on.vwap(high, low, close, volume, period) }),
    first: period => ({ vwap: period - 1 }),
    window: period => period,
    scale: 'price',
  },
  {
    name: 'vwapDeviation',
    parameters: ['period'],
    settings: [[24], [1], [200]],
    compute: (on, { high, low, close, volume }, period) => ({
      deviation: on.vwapDeviation(high, low, close, volume, period),
    }),
    first: period => ({ deviation: period - 1 }),
    window: period => period,
    scale: 'price',
  },
  {
    name: 'kernelGaussian',
    parameters: ['bandwidth'],
    settings: [[20], [1], [40]],
    compute: (on, { close }, bandwidth) => ({ estimate: on.kernelGaussian(close, bandwidth) }),
    first: bandwidth => ({ estimate: gaussianReach * bandwidth - 1 }),
    window: bandwidth => gaussianReach * bandwidth,
    scale: 'price',
  },
  {
    name: 'kernelEpanechnikov',
    parameters: ['bandwidth'],
    settings: [[20], [1], [120]],
    compute: (on, { close }, bandwidth) => ({ estimate: on.kernelEpanechnikov(close, bandwidth) }),
    first: bandwidth => ({ estimate: bandwidth - 1 }),
    window: bandwidth => bandwidth,
    scale: 'price',
  },
]

/** Indicators with the form (column, period) → column. */
type OfOne = {
  [Name in keyof Indicators]: Indicators[Name] extends (x: Column, period: number) => Column ? Name : never
}[keyof Indicators]

function ofClose(
  name: OfOne,
  memory: 'window' | 'fading',
  scale: Indicator['scale'],
  periods: readonly number[],
  later = 0,
): Indicator {
  return {
    name,
    parameters: ['period'],
    settings: periods.map(period => [period]),
    compute: (on, { close }, period) => ({ [name]: on[name](close, period) }),
    first: period => ({ [name]: period - 1 + later }),
    window: memory === 'window' ? period => period + later : memory,
    scale,
  }
}
