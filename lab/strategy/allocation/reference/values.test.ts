import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { commonCovariance } from '../common-covariance.ts'
import { inverseVolatility } from '../inverse-volatility.ts'
import { riskParity } from '../risk-parity.ts'
import { riskShares } from '../risk-shares.ts'

interface Case {
  readonly name: string
  /** One row a column. */
  readonly returns: readonly (readonly number[])[]
  readonly covariance: readonly (readonly number[])[]
  readonly inverseVolatility: readonly number[]
  readonly riskParity: { readonly scipy: readonly number[]; readonly riskfolio: readonly number[] }
}

const cases: readonly Case[] = JSON.parse(readFileSync(new URL('./values.json', import.meta.url), 'utf8'))

describe.each(cases)('$name', ({ returns, covariance, ...expected }) => {
  const columns = returns.map(column => Float64Array.from(column))
  const ours = commonCovariance(columns).covariance
  const within = (tolerance: number, found: ArrayLike<number>, values: readonly number[]) =>
    values.forEach((value, i) => {
      expect(Math.abs(found[i] - value)).toBeLessThan(tolerance * value)
    })

  test('covariances are those of numpy', () => {
    covariance.forEach((row, i) => {
      row.forEach((value, j) => {
        expect(Math.abs(ours[i][j] - value)).toBeLessThan(1e-12 * Math.sqrt(ours[i][i] * ours[j][j]))
      })
    })
  })

  test('shares by inverse volatility are those of pandas', () => {
    within(1e-12, inverseVolatility(columns, 30), expected.inverseVolatility)
  })

  test('shares of equal risk are those of scipy and, to its precision, Riskfolio-Lib', () => {
    const found = riskParity(ours)
    if (!found.ok) expect.fail('no shares')
    within(1e-9, found.value.shares, expected.riskParity.scipy)
    within(1e-3, found.value.shares, expected.riskParity.riskfolio)
    for (const share of riskShares(found.value.shares, ours)) expect(share).toBeCloseTo(1 / ours.length, 10)
  })
})
