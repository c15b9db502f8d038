import type { Column } from '../../market/bars.ts'
import { alignReturns } from '../aligned-returns.ts'
import { marketRegime } from '../composite.ts'
import { correlationRegime, correlationRegimes } from '../correlation-regime.ts'
import { correlationStrength } from '../correlation-strength.ts'
import { type RegimeSettings, regimes, usual } from '../regimes.ts'
import {
  contrarianStrengths,
  sentimentRegime,
  sentimentRegimes,
  sentimentSignal,
  sentimentSignals,
} from '../sentiment.ts'
import { stability } from '../stability.ts'
import { trendRegime, trendRegimes, trendStrength } from '../trend.ts'
import type { View } from '../view.ts'
import { annualVolatility, volatilityByLevel, volatilityByRank, volatilityRegime } from '../volatility.ts'
import { volumeDirection, volumeMomentum, volumeRatio, volumeRegime, volumeRegimes, volumeTrend } from '../volume.ts'

/** A detector described as data, so that it can be run on any view and checked by the common property tests. */
export interface Detector {
  readonly name: string
  /** Names of the numeric arguments. */
  readonly parameters: readonly string[]
  /** Parameter values to test, the usual ones first. */
  readonly settings: readonly (readonly number[])[]
  detect(view: View, ...parameters: readonly number[]): Column
  /** The first defined row on a view without missing values. */
  first(...parameters: readonly number[]): number
  /** Number of rows, including its own, that a value depends on. */
  window(...parameters: readonly number[]): number
  /** Meaning of the codes; absent when the result is a measure. */
  readonly codes?: Readonly<Record<string, number>>
}

/** All detectors; listing one here is enough to test it. */
export const family: readonly Detector[] = [
  {
    name: 'annualVolatility',
    parameters: ['period'],
    settings: [[20], [2], [120]],
    detect: ({ bars }, period) => annualVolatility(bars, period),
    first: period => period,
    window: period => period + 1,
  },
  {
    name: 'volatilityByRank',
    parameters: ['period', 'memory', 'low', 'high'],
    settings: [
      [20, 200, 0.3, 0.7],
      [5, 50, 0.5, 0.5],
      [2, 2, 0, 1],
    ],
    detect: ({ bars }, period, ...rest) => volatilityByRank(annualVolatility(bars, period), ...three(rest)),
    first: (period, memory) => period + memory - 1,
    window: (period, memory) => period + memory,
    codes: volatilityRegime,
  },
  {
    name: 'volatilityByLevel',
    parameters: ['period', 'low', 'high'],
    settings: [
      [20, 0.15, 0.3],
      [20, 0.5, 0.6],
    ],
    detect: ({ bars }, period, low, high) => volatilityByLevel(annualVolatility(bars, period), low, high),
    first: period => period,
    window: period => period + 1,
    codes: volatilityRegime,
  },
  {
    name: 'volumeRatio',
    parameters: ['period'],
    settings: [[20], [1], [100]],
    detect: ({ bars }, period) => volumeRatio(bars.volume, period),
    first: period => period - 1,
    window: period => period,
  },
  {
    name: 'volumeRegimes',
    parameters: ['period', 'low', 'high'],
    settings: [
      [20, 0.7, 1.3],
      [5, 1, 1],
    ],
    detect: ({ bars }, ...rest) => volumeRegimes(bars.volume, ...three(rest)),
    first: period => period - 1,
    window: period => period,
    codes: volumeRegime,
  },
  {
    name: 'volumeTrend',
    parameters: ['fast', 'slow'],
    settings: [
      [5, 20],
      [30, 10],
    ],
    detect: ({ bars }, fast, slow) => volumeTrend(bars.volume, fast, slow),
    first: (fast, slow) => Math.max(fast, slow) - 1,
    window: (fast, slow) => Math.max(fast, slow),
    codes: volumeDirection,
  },
  {
    name: 'volumeMomentum',
    parameters: ['period'],
    settings: [[5], [1], [40]],
    detect: ({ bars }, period) => volumeMomentum(bars.volume, period),
    first: period => 2 * period - 1,
    window: period => 2 * period,
  },
  {
    name: 'trendStrength',
    parameters: ['period'],
    settings: [[120], [2], [30]],
    detect: ({ bars }, period) => trendStrength(bars, period),
    first: period => period,
    window: period => period + 1,
  },
  {
    name: 'trendRegimes',
    parameters: ['period', 'least'],
    settings: [
      [120, 1],
      [10, 2],
    ],
    detect: ({ bars }, period, least) => trendRegimes(bars, period, least),
    first: period => period,
    window: period => period + 1,
    codes: trendRegime,
  },
  {
    name: 'correlationStrength',
    parameters: ['period', 'least'],
    settings: [
      [60, 30],
      [10, 10],
      [2, 2],
    ],
    detect: strengthOf,
    first: (_, least) => least,
    window: period => period + 1,
  },
  {
    name: 'correlationRegimes',
    parameters: ['period', 'least', 'low', 'high'],
    settings: [
      [60, 30, 0.3, 0.7],
      [20, 5, 0.5, 0.5],
    ],
    detect: (view, period, least, low, high) => correlationRegimes(strengthOf(view, period, least), low, high),
    first: (_, least) => least,
    window: period => period + 1,
    codes: correlationRegime,
  },
  ofSentiment('sentimentRegimes', sentimentRegimes, sentimentRegime),
  ofSentiment('sentimentSignals', sentimentSignals, sentimentSignal),
  ofSentiment('contrarianStrengths', contrarianStrengths),
  {
    name: 'composite',
    parameters: ['memory'],
    settings: [[100], [20]],
    detect: (view, memory) => regimes(view, remembering(memory)).regime,
    first: () => 0,
    window: memory => Math.max(20 + memory, 61),
    codes: marketRegime,
  },
  {
    name: 'compositeConfidence',
    parameters: ['memory'],
    settings: [[100], [20]],
    detect: (view, memory) => regimes(view, remembering(memory)).confidence,
    first: () => 0,
    window: memory => Math.max(20 + memory, 61),
  },
  {
    name: 'stability',
    parameters: ['period'],
    settings: [[10], [2]],
    detect: (view, period) => stability(regimes(view, remembering(50)).regime, period),
    first: period => period - 1,
    window: period => 70 + period - 1,
  },
]

/** The usual settings, with volatility ranked among `memory` bars. */
const remembering = (memory: number): RegimeSettings => ({ ...usual, volatility: { ...usual.volatility, memory } })

const three = ([a, b, c]: readonly number[]) => [a, b, c] as const

function strengthOf({ bars, market }: View, period: number, least: number): Column {
  return correlationStrength(alignReturns(market, bars.openTime), { period, least }).strength
}

function ofSentiment(name: string, f: (sentiment: Column) => Column, codes?: Detector['codes']): Detector {
  return {
    ...{ name, parameters: [], settings: [[]], first: () => 0, window: () => 1, ...(codes && { codes }) },
    detect: ({ sentiment }) => f(sentiment),
  }
}
