import { rollingComoment } from '../../indicators/rolling-comoment.ts'
import { rollingCorrelation } from '../../indicators/rolling-correlation.ts'
import type { Column } from '../../market/bars.ts'
import { onto } from '../../regimes/aligned-returns.ts'
import type { Feature, FeatureView } from './feature.ts'
import { type MarketReturns, marketReturns, marketReturns24 } from './market-returns.ts'
import { quotient } from './quotient.ts'

/**
 * Features that compare a symbol with the other symbols of its universe; NaN where the returns of fewer than two
 * symbols are known. In the formulas, s is a symbol's log return, and m is the mean of s over the other symbols.
 */
export const crossSection: readonly Feature[] = [
  among('relative_return_1', 2, marketReturns, relative, {
    formula: 's − mean of s over the known symbols',
    unit: 'log return',
  }),
  among('relative_return_24', 25, marketReturns24, relative, {
    formula: 'sum of s over 24 intervals − mean of those sums over the known symbols',
    unit: 'log return',
  }),
  among('return_rank_24', 25, marketReturns24, rank, {
    formula:
      'share of the known symbols whose sum of s over 24 intervals is smaller; equal ones, its own included, count half',
    unit: '0…1',
  }),
  againstOthers('beta_168', beta, {
    formula: 'covariance of s with m / variance of m over 168 intervals; unknown where m never varied',
    unit: 'ratio',
  }),
  againstOthers('correlation_168', (own, others) => rollingCorrelation(own, others, 168), {
    formula: "Pearson's correlation of s and m over 168 intervals; unknown where either never varied",
    unit: '−1…+1',
  }),
  among('dispersion_24', 25, marketReturns24, dispersion, {
    formula: 'standard deviation (ddof 1) over the known symbols of their sums of s over 24 intervals',
    unit: 'log return',
  }),
  among('breadth_24', 25, marketReturns24, breadth, {
    formula: 'share of the known symbols whose sum of s over 24 intervals is above 0, those at 0 count half',
    unit: '0…1',
  }),
]

type Words = Pick<Feature, 'formula' | 'unit'>

/** A feature that compares a symbol's return with the returns of all known symbols in the same row. */
function among(
  name: string,
  window: number,
  returns: (view: FeatureView) => MarketReturns,
  compare: (own: number, known: readonly number[]) => number,
  words: Words,
): Feature {
  return {
    ...{ name, family: 'cross-section', ...words, window, needsMarket: true },
    compute: view => {
      const { openTime, all, own } = returns(view)
      const values = overRows(openTime.length, all, (known, i) =>
        known.length < 2 ? Number.NaN : compare(all[own][i], known),
      )
      return onto(view.bars.openTime, { openTime }, values)
    },
  }
}

/** A feature that compares a symbol's returns with the mean return of the others over the same intervals. */
function againstOthers(name: string, compare: (own: Column, others: Column) => Column, words: Words): Feature {
  return {
    ...{ name, family: 'cross-section', ...words, window: 169, needsMarket: true },
    compute: view => {
      const { openTime, all, own } = marketReturns(view)
      const others = overRows(openTime.length, all.toSpliced(own, 1), mean)
      return onto(view.bars.openTime, { openTime }, compare(all[own], others))
    },
  }
}

/** One value per row, computed from the known values of that row. */
function overRows(
  length: number,
  columns: readonly Column[],
  of: (known: readonly number[], row: number) => number,
): Float64Array {
  const out = new Float64Array(length)
  for (let i = 0; i < length; i++) {
    const known: number[] = []
    for (const column of columns) if (Number.isFinite(column[i])) known.push(column[i])
    out[i] = of(known, i)
  }
  return out
}

/** Mean; NaN for an empty list. */
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length

function relative(own: number, known: readonly number[]): number {
  return own - mean(known)
}

function rank(own: number, known: readonly number[]): number {
  // An unknown return has no rank.
  if (Number.isNaN(own)) return Number.NaN
  return mean(known.map(value => (value < own ? 1 : value === own ? 0.5 : 0)))
}

function dispersion(_: number, known: readonly number[]): number {
  const middle = mean(known)
  return Math.sqrt(known.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (known.length - 1))
}

function breadth(_: number, known: readonly number[]): number {
  return mean(known.map(value => (1 + Math.sign(value)) / 2))
}

function beta(own: Column, others: Column): Float64Array {
  return quotient(rollingComoment(own, others, 168), rollingComoment(others, others, 168))
}
