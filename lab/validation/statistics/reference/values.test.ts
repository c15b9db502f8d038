import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { mean, sharpe, sortino } from '../../../backtest/sharpe.ts'
import { sharedFile } from '../../../testing/shared.ts'
import { annualisation } from '../annualise.ts'
import { optimalBlock } from '../block-length.ts'
import { deflatedSharpe2014, deflatedSharpe2025, deflatedSharpeOfMaximum, luckySharpe } from '../deflated-sharpe.ts'
import { falseDiscovery } from '../false-discovery.ts'
import { almgrenImpact } from '../impact.ts'
import { expectedMaximum, maximumMoments } from '../maximum.ts'
import { shape } from '../moments.ts'
import { benjaminiHochberg, haircut, holm } from '../multiple-testing.ts'
import { overfitting } from '../overfitting.ts'
import { probabilisticSharpe, probabilisticSharpe2012, probabilisticSharpe2025 } from '../probabilistic-sharpe.ts'
import { sharpeError2025 } from '../sharpe-error.ts'
import { minimumBacktestYears, minimumTrackRecord2012, minimumTrackRecord2025 } from '../track-length.ts'
import { numpyNormal } from './mersenne.ts'

/** Compares to the last digit printed in the source; some sources round and others truncate. */
function prints(found: number | undefined, printed: string): void {
  const unit = 10 ** -(printed.split('.')[1] ?? '').length
  expect(Math.abs((found as number) - Number(printed)), `${found} for ${printed}`).toBeLessThan(unit)
}

/** Bailey and López de Prado 2012: a fund of 24 months with an annual Sharpe ratio of 1.585. */
const fund = { skew: -2.448, rawKurtosis: 10.164 }
const normal = { skew: 0, rawKurtosis: 3 }
/** López de Prado, Lipton and Zoonekynd 2025: the same fund, as mean divided by standard deviation. */
const ratio2025 = 0.036 / 0.079

describe('the best of N trials', () => {
  // Bailey and López de Prado 2014; N = 100 is asserted by pypbo's tests/test_perf.py, the others computed in NumPy.
  test.each([
    [2, '0.519755'],
    [10, '1.574598'],
    [45, '2.235640'],
    [100, '2.530602893'],
    [1_000, '3.255122'],
    [1e4, '3.860665'],
    [1e6, '4.867860'],
  ])('of %d is expected at %s deviations', (n, printed) => prints(expectedMaximum(n), printed))

  // By Gauss-Hermite quadrature in SciPy: the approximation above errs by 0.036 at 10.
  test.each([
    [10, '1.538753', '0.344344'],
    [100, '2.507594', '0.184405'],
  ])('of %d has exactly mean %s and variance %s', (n, m, v) => {
    prints(maximumMoments(n).mean, m)
    prints(maximumMoments(n).variance, v)
  })
})

describe('probabilistic Sharpe ratios', () => {
  // Bailey and López de Prado 2012, p. 13; pypbo, tests/test_perf.py.
  test('by the convention of 2012', () => {
    prints(probabilisticSharpe2012(1.585 / Math.sqrt(12), 24, fund), '0.913234307')
    prints(probabilisticSharpe2012(1.585 / Math.sqrt(12), 24, normal), '0.981591')
  })
  // zoonek/2025-sharpe-ratio, tests to three digits; the rest computed from its formulas in NumPy.
  test('by the convention of 2025', () => {
    prints(probabilisticSharpe2025(ratio2025, 24, fund), '0.987207')
    prints(probabilisticSharpe2025(ratio2025, 24, fund, 0.1), '0.939148')
    prints(probabilisticSharpe2025(ratio2025, 24, fund, 0, 0.2), '0.965832')
    prints(sharpeError2025(ratio2025, 24, fund), '0.328589')
    prints(sharpeError2025(ratio2025, 24, normal), '0.214')
    prints(sharpeError2025(ratio2025, 24, fund, 0.2), '0.379490')
  })
  test('used by gates are the smaller of the two', () => {
    expect(probabilisticSharpe(ratio2025, 24, fund)).toBe(probabilisticSharpe2012(ratio2025, 24, fund))
    const lucky = { skew: 2.448, rawKurtosis: 10.164 }
    expect(probabilisticSharpe(ratio2025, 24, lucky)).toBe(probabilisticSharpe2025(ratio2025, 24, lucky))
  })
  // LEAN's Statistics.ProbabilisticSharpeRatio feeds excess kurtosis into a formula of the raw one, and answers 0.9198.
  test('use raw kurtosis; excess kurtosis would overstate the fund of 2012', () => {
    const wrong = { skew: fund.skew, rawKurtosis: fund.rawKurtosis - 3 }
    prints(probabilisticSharpe2012(1.585 / Math.sqrt(12), 24, wrong), '0.9198')
  })
})

describe('deflated Sharpe ratios', () => {
  const sharpePerDay = 2.5 / Math.sqrt(250)
  const odd = { skew: -3, rawKurtosis: 10 }
  // Bailey and López de Prado 2014, "A numerical example"; pypbo.
  test('of the strategy of 2014', () => {
    prints(luckySharpe(100, 0.5 / 250), '0.113172')
    prints(luckySharpe(100, 0.5 / 250) * Math.sqrt(250), '1.789406')
    prints(deflatedSharpe2014(sharpePerDay, 1250, odd, 100, 0.5 / 250), '0.900396834')
    prints(deflatedSharpe2014(sharpePerDay, 1250, odd, 46, 0.5 / 250), '0.950502')
    prints(deflatedSharpe2014(sharpePerDay, 1250, normal, 88, 0.5 / 250), '0.950491')
  })
  // zoonek/2025-sharpe-ratio, "DSR K = 10": SR 0.4557, V 0.1, T 24.
  test('of the fund of 2025, the best of ten', () => {
    prints(luckySharpe(10, 0.1), '0.497932')
    prints(sharpeError2025(luckySharpe(10, 0.1), 24, fund), '0.340769')
    prints(deflatedSharpe2025(ratio2025, 24, fund, 10, 0.1), '0.450681')
    const best = deflatedSharpeOfMaximum(ratio2025, 24, fund, 10, 0.1)
    prints(best?.error, '0.199966')
    prints(best?.probability, '0.416360')
  })
})

describe('lengths', () => {
  const daily = (annual: number) => annual / Math.sqrt(250)
  const weekly = (annual: number) => annual / Math.sqrt(52)
  const monthly = (annual: number) => annual / Math.sqrt(12)
  // Bailey and López de Prado 2012; pypbo, tests/test_perf.py.
  test('of a track record, by the convention of 2012', () => {
    prints(minimumTrackRecord2012(daily(2), normal, daily(1)), '682.79695')
    prints((minimumTrackRecord2012(daily(2), normal, daily(1)) as number) / 250, '2.731187802')
    prints((minimumTrackRecord2012(weekly(2), normal, weekly(1)) as number) / 52, '2.828833587')
    const hedged = { skew: -0.72, rawKurtosis: 5.78 }
    prints((minimumTrackRecord2012(monthly(3), hedged, monthly(2.5)) as number) / 12, '27.35292020')
  })
  // zoonek/2025-sharpe-ratio.
  test('of a track record, by the convention of 2025', () => {
    prints(minimumTrackRecord2025(ratio2025, fund), '13.028778')
    prints(minimumTrackRecord2025(ratio2025, fund, 0, 0.95, 0.2), '19.543167')
  })
  // Bailey, Borwein, López de Prado and Zhu 2014: "the minimum backtest length of 45 tries is five years"; pypbo.
  test.each([
    [45, '4.998087004'],
    [100, '6.403951'],
    [1_000, '10.595816'],
    [1e4, '14.904733'],
  ])('of a backtest after %d tries for a Sharpe ratio of 1: %s years', (n, years) =>
    prints(minimumBacktestYears(n, 1), years),
  )
  test('are undefined for a ratio that is not above its benchmark', () =>
    expect(minimumTrackRecord2012(0.1, normal, 0.1)).toBeUndefined())
})

// zoonek/2025-sharpe-ratio: SR1 = 0.5, α = 5 %, p1 = 5 %.
test('false discovery: one in three funds like that of 2025 has no skill', () => {
  const found = falseDiscovery(ratio2025, 24, fund, { nullSharpe: 0, goodSharpe: 0.5, share: 0.05 })
  prints(found?.beta, '0.315208')
  prints(found?.planned, '0.581114')
  prints(found?.observed, '0.305856')
})

describe('moments and ratios', () => {
  const x = Float64Array.of(0.01, -0.02, 0.015, 0.03, -0.01, 0.005, 0.02, -0.04, 0.01, 0)
  // scipy.stats.skew, kurtosis(fisher=False), numpy.std(ddof=1).
  test('of ten returns', () => {
    prints(mean(x), '0.002')
    prints((0.002 / (sharpe(x) as number)) as number, '0.020575065816')
    // Printed as 0.09720503525 where the mean and deviation of the same line make 0.09720503535.
    prints(sharpe(x), '0.0972050353')
    prints(shape(x)?.skew, '-0.74547959069')
    prints(shape(x)?.rawKurtosis, '2.84041168082')
    prints((shape(x)?.rawKurtosis as number) - 3, '-0.15958831918')
  })
  test('are undefined for returns that do not vary', () =>
    expect(shape(new Float64Array(10).fill(0.01))).toBeUndefined())
  // pypbo, tests/test_perf.py.
  test('equal those of pypbo', () => {
    const yearly = [0.259, 0.198, 0.364, -0.081, 0.057, 0.055, 0.188, 0.317, 0.24, 0.184, -0.01, 0.526]
    prints(sharpe(Float64Array.from(yearly, r => r - 0.05)), '0.834364')
    prints(sortino(Float64Array.of(0.17, 0.15, 0.23, -0.05, 0.12, 0.09, 0.13, -0.04)), '4.417261')
  })
})

describe('overfitting', () => {
  /**
   * The matrix of the reference: a linear congruential generator, twelve numbers per cell. @param edge added to column
   * 3
   */
  function matrix(edge = 0): readonly Float64Array[] {
    let s = 42
    const next = () => {
      s = (1_664_525 * s + 1_013_904_223) % 4_294_967_296
      return s / 4_294_967_296
    }
    const columns = Array.from({ length: 10 }, () => new Float64Array(240))
    for (let row = 0; row < 240; row++) {
      for (let column = 0; column < 10; column++) {
        let sum = 0
        for (let i = 0; i < 12; i++) sum += next()
        columns[column][row] = 0.01 * (sum - 6) + (column === 3 ? edge : 0)
      }
    }
    return columns
  }
  const noise = matrix()

  test('has the reference values on the reference matrix', () => {
    expect(noise.slice(0, 4).map(column => column[0].toFixed(12))).toEqual([
      ...['-0.006713014911', '0.006350767356', '0.005736509715', '0.003784633842'],
    ])
    prints(sharpe(noise[0]), '0.0554515439')
  })
  test.each([
    [4, 6],
    [6, 20],
    [8, 70],
    [10, 252],
    [12, 924],
    [14, 3432],
    [16, 12870],
  ])('%d blocks have %d splits', (blocks, splits) => expect(overfitting(noise, blocks).splits).toBe(splits))

  // Reproduced by two implementations of CSCV, in NumPy and in plain JavaScript.
  test.each([
    [4, '0.666667', '-0.343949', '0.666667'],
    [6, '0.85', '-0.971339', '0.65'],
    [8, '0.814285714', '-0.669930', '0.60'],
    [10, '0.849206', '-0.761938', '0.654762'],
  ])('of pure noise in %d blocks: PBO %s, mean logit %s, loss %s', (blocks, pbo, logit, loss) => {
    const found = overfitting(noise, blocks)
    prints(found.pbo, pbo)
    prints(found.meanLogit, logit)
    prints(found.lossProbability, loss)
  })
  test('is absent with one good trial', () => {
    const good = matrix(0.004)
    for (const blocks of [4, 6, 8, 10]) {
      const { pbo, logits } = overfitting(good, blocks)
      expect(pbo).toBe(0)
      for (const logit of logits) prints(logit, '2.302585')
    }
    prints(overfitting(good, 8).slope, '-0.997474')
    prints(overfitting(good, 8).intercept, '0.936572')
  })
})

describe('multiple testing', () => {
  const p = [0.001, 0.008, 0.039, 0.041, 0.042, 0.06, 0.074, 0.205, 0.212, 0.216]
  // statsmodels.stats.multitest.multipletests, methods holm and fdr_bh.
  test('by Holm and by Benjamini and Hochberg, for any order of the values', () => {
    const printed = (values: readonly number[]) => values.map(value => Number(value.toFixed(6)))
    const first = [0.01, 0.072, 0.312, 0.312, 0.312, 0.312, 0.312, 0.615, 0.615, 0.615]
    const second = [0.01, 0.04, 0.084, 0.084, 0.084, 0.1, 0.105714, 0.216, 0.216, 0.216]
    expect(printed(holm(p))).toEqual(first)
    expect(printed(benjaminiHochberg(p))).toEqual(second)
    expect(printed(holm([...p].reverse()))).toEqual([...first].reverse())
    expect(printed(benjaminiHochberg([...p].reverse()))).toEqual([...second].reverse())
  })
  // The form of Harvey and Liu 2015 with Bonferroni's correction.
  test('cuts a Sharpe ratio of 0.75 over 240 months, the best of 200 tests, by 58 %', () => {
    const found = haircut(0.75, 240, 12, 200)
    prints(found.t, '3.354102')
    prints(found.p, '0.000796')
    prints(found.corrected, '0.159246')
    prints(found.correctedT, '1.407612')
    prints(found.sharpeAnnual, '0.314752')
    prints(100 * found.haircut, '58.03')
  })
})

// Lo 2002, first-order autocorrelation ρ: ρₖ = ρᵏ.
test.each([
  [-0.2, '4.1708'],
  [-0.1, '3.7979'],
  [0, '3.4641'],
  [0.1, '3.1601'],
  [0.2, '2.8788'],
  [0.3, '2.6148'],
])('twelve months with first-order autocorrelation %d have the annualisation factor %s', (rho, eta) =>
  prints(
    annualisation(12, lag => rho ** lag),
    eta,
  ),
)

// Almgren, Thum, Hauptmann and Li 2005, the table of the example: 10 % of a day's volume.
test.each([
  ['IBM', 0.0157, 263, ['32.22', '24.63', '18.41']],
  ['DRI', 0.0226, 87, ['42.93', '32.01', '23.05']],
] as const)('the impact of a tenth of the daily volume in %s', (_, volatility, turnover, costs) => {
  for (const [i, days] of [0.1, 0.2, 0.5].entries())
    prints(1e4 * almgrenImpact(0.1, volatility, turnover, days).cost, costs[i])
  if (turnover === 263) prints(1e4 * almgrenImpact(0.1, volatility, turnover, 0.1).permanent, '19.85')
})

// arch, tests/bootstrap/test_block_length.py: RandomState(0), an autoregression of 0.3, 10,000 values after 100 that are thrown away.
test('the block of an autoregression of 0.3 is as long as arch says', () => {
  const draw = numpyNormal(0)
  const x = Float64Array.from({ length: 10_100 }, draw)
  for (let i = 1; i < x.length; i++) x[i] += 0.3 * x[i - 1]
  const { stationary, circular } = optimalBlock(x.subarray(100))
  prints(stationary, '13.635665')
  prints(circular, '15.60894')
})

const vectors = sharedFile('vectors/statistics.json')
describe.skipIf(!vectors)('every number of vectors/statistics.json', () => {
  const reference = vectors ? JSON.parse(readFileSync(vectors, 'utf8')) : {}
  // One of the lengths was computed from a ratio of ten digits.
  const near = (found: number | undefined, value: number) => expect((found as number) / value).toBeCloseTo(1, 9)
  const moments = ({ skew, kurtRaw }: { skew: number; kurtRaw: number }) => ({ skew, rawKurtosis: kurtRaw })
  test('of ratios', () => {
    for (const [n, value] of Object.entries<number>(reference.emax)) near(expectedMaximum(Number(n)), value)
    for (const row of reference.psr_classic)
      near(probabilisticSharpe2012(row.sr, row.T, moments(row), row.bench), row.out)
    for (const row of reference.psr_null)
      near(probabilisticSharpe2025(row.sr, row.T, moments(row), row.bench, row.rho), row.out)
    for (const row of reference.dsr) {
      near(deflatedSharpe2014(row.sr, row.T, moments(row), row.N, row.varSr), row.out)
      if (row.sr0 !== undefined) near(luckySharpe(row.N, row.varSr), row.sr0)
    }
  })
  test('of lengths and discovery', () => {
    for (const row of reference.minTRL_obs)
      near(minimumTrackRecord2012(row.sr, moments(row), row.bench, row.p), row.out)
    for (const row of reference.minTRL_null_obs)
      near(minimumTrackRecord2025(row.sr, moments(row), row.bench, 1 - row.alpha, row.rho), row.out)
    for (const [n, years] of Object.entries<number>(reference.minBTL_years))
      near(minimumBacktestYears(Number(n), 1), years)
    const found = falseDiscovery(ratio2025, 24, fund, { nullSharpe: 0, goodSharpe: 0.5, share: 0.05 })
    near(found?.beta, reference.fdr.beta)
    near(found?.planned, reference.fdr.pFDR)
    near(found?.observed, reference.fdr.oFDR)
  })
  test('of everything else', () => {
    const { x, sd, skewPop, kurtRawPop } = reference.moments
    near(reference.moments.mean / (sharpe(Float64Array.from(x)) as number), sd)
    near(shape(Float64Array.from(x))?.skew, skewPop)
    near(shape(Float64Array.from(x))?.rawKurtosis, kurtRawPop)
  })
})
