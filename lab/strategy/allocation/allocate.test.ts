import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { gaussian, random } from '../../random.ts'
import { allocate } from './allocate.ts'
import type { AllocationRules, Candidate } from './allocation.ts'
import { anyReturns, shuffled } from './testing/returns.ts'

const methods = ['equal', 'inverse-volatility', 'risk-parity', 'fitness'] as const
const named = (returns: readonly Float64Array[]): readonly Candidate[] =>
  returns.map((column, i) => ({ name: `s${i}`, returns: column, fitness: ((i * 7) % 5) - 1 }))

const anyRules: fc.Arbitrary<AllocationRules> = fc.record({
  method: fc.constantFrom(...methods),
  maxShare: fc.double({ min: 0.1, max: 1, noNaN: true }),
  leastShare: fc.double({ min: 0, max: 0.1, noNaN: true }),
  correlated: fc.record({ above: fc.constantFrom(0.2, 0.5, 0.8), share: fc.double({ min: 0.1, max: 1, noNaN: true }) }),
})

describe('an allocation', () => {
  test('keeps every cap, is never negative and never more than everything', () => {
    fc.assert(
      fc.property(anyReturns, anyRules, (returns, rules) => {
        const { members, groups, total } = allocate(named(returns), rules)
        for (const { share, nothing } of members) {
          expect(share).toBeGreaterThanOrEqual(0)
          expect(share).toBeLessThanOrEqual(rules.maxShare as number)
          expect(share === 0).toBe(nothing !== undefined)
        }
        for (const { share } of groups) expect(share).toBeLessThan((rules.correlated?.share as number) + 1e-12)
        expect(total).toBeLessThan(1 + 1e-12)
      }),
    )
  })

  test('belongs to its candidates, in whichever order these come', () => {
    const withOrder = anyReturns.chain(returns => fc.tuple(fc.constant(returns), shuffled(returns.length)))
    fc.assert(
      fc.property(withOrder, anyRules, ([returns, order], rules) => {
        const candidates = named(returns)
        const straight = allocate(candidates, rules)
        const mixed = allocate(
          order.map(i => candidates[i]),
          rules,
        )
        order.forEach((i, k) => {
          expect(mixed.members[k].name).toBe(straight.members[i].name)
          expect(mixed.members[k].share).toBeCloseTo(straight.members[i].share, 8)
        })
      }),
    )
  })

  test('does not care in what returns are counted', () => {
    fc.assert(
      fc.property(anyReturns, anyRules, (returns, rules) => {
        const straight = allocate(named(returns), rules)
        const raised = allocate(named(returns.map(column => column.map(x => x * 1024))), rules)
        straight.members.forEach(({ share }, i) => {
          expect(raised.members[i].share).toBeCloseTo(share, 8)
        })
      }),
    )
  })

  test('gives every member of an allocation by equal risk the same part of the risk, while no cap binds', () => {
    fc.assert(
      fc.property(anyReturns, returns => {
        for (const { riskShare } of allocate(named(returns), { method: 'risk-parity' }).members) {
          expect(Math.abs((riskShare as number) - 1 / returns.length)).toBeLessThan(1e-8)
        }
      }),
    )
  })

  test('gives nothing to whom it does not know, and says why', () => {
    const chance = random(4)
    const noise = () => Float64Array.from({ length: 50 }, () => 0.01 * gaussian(chance))
    const [a, b] = [noise(), noise()]
    const late = noise().fill(Number.NaN, 0, 30)
    const steady = new Float64Array(50).fill(0.001)
    const candidates = named([a, late, steady, b]).map(candidate => ({ ...candidate, fitness: 1 }))
    for (const method of methods) {
      const { members, total } = allocate(candidates, { method })
      expect(members[1].nothing).toEqual({ why: 'too few returns', points: 20, least: 30 })
      expect(members[2].nothing).toEqual({ why: 'stands still' })
      expect(members[1].share + members[2].share).toBe(0)
      expect(total).toBeCloseTo(1, 12)
    }
  })

  test('needs rows in common for equal risk, while each alone has enough', () => {
    const chance = random(5)
    const noise = () => Float64Array.from({ length: 80 }, () => 0.01 * gaussian(chance))
    const [early, late] = [noise().fill(Number.NaN, 50), noise().fill(Number.NaN, 0, 40)]
    const { members, total } = allocate(named([early, late]), { method: 'risk-parity' })
    for (const { nothing } of members) expect(nothing).toEqual({ why: 'too few rows in common', points: 10, least: 30 })
    expect(total).toBe(0)
  })

  test('says so when equal risk does not exist, or a member moves only while others are unknown', () => {
    const chance = random(6)
    const noise = Float64Array.from({ length: 80 }, () => 0.01 * gaussian(chance))
    const mirrored = allocate(named([noise, noise.map(x => -x)]), { method: 'risk-parity' })
    for (const { nothing } of mirrored.members) expect(nothing?.why).toBe('no equal risk')
    const asleep = noise.map((x, i) => (i < 40 ? x : 0))
    const young = noise.map((x, i) => (i < 40 ? Number.NaN : x))
    const { members } = allocate(named([asleep, young]), { method: 'risk-parity' })
    expect(members.map(({ share, nothing }) => [share, nothing?.why])).toEqual([
      [0, 'stands still'],
      [1, undefined],
    ])
  })

  test('goes by fitness in proportion, and to nobody who has shown nothing', () => {
    const [a, b, c, d] = named(
      Array.from({ length: 4 }, (_, k) => Float64Array.from({ length: 40 }, (_, i) => ((i * (k + 3)) % 7) - 3)),
    )
    const candidates = [1, 3, -2, Number.NaN].map((fitness, i) => ({ ...[a, b, c, d][i], fitness }))
    const { members } = allocate(candidates, { method: 'fitness' })
    expect(members.map(({ share }) => share)).toEqual([0.25, 0.75, 0, 0])
    expect(members[2].nothing).toEqual({ why: 'fitness', fitness: -2 })
    expect(members[3].nothing).toEqual({ why: 'fitness', fitness: Number.NaN })
  })

  test('holds those who move together to their common cap, and says which cap it was', () => {
    const chance = random(8)
    const [x, y] = [0, 1].map(() => Float64Array.from({ length: 60 }, () => 0.01 * gaussian(chance)))
    const twin = x.map(value => 2 * value)
    const rules = { method: 'equal', maxShare: 0.5, correlated: { above: 0.7, share: 0.4 } } as const
    const { members, groups, total } = allocate(named([x, twin, y]), rules)
    expect(groups).toEqual([{ names: ['s0', 's1'], share: 0.4 }])
    expect(members.map(({ share }) => share)).toEqual([0.2, 0.2, 0.5])
    expect(members.map(({ cappedBy }) => cappedBy)).toEqual(['correlated', 'correlated', 'maxShare'])
    expect(total).toBeCloseTo(0.9, 12)
  })

  test('says who the caps left with nothing', () => {
    const chance = random(9)
    const calm = Float64Array.from({ length: 60 }, () => 0.001 * gaussian(chance))
    const wild = Float64Array.from({ length: 60 }, () => 0.1 * gaussian(chance))
    const { members } = allocate(named([calm, wild]), { method: 'inverse-volatility', leastShare: 0.05 })
    expect(members[1]).toMatchObject({ share: 0, nothing: { why: 'caps' } })
    expect(members[1].wanted).toBeGreaterThan(0)
    expect(members[0].share).toBeCloseTo(1, 12)
  })

  test('among nobody is nothing', () => {
    for (const method of methods) expect(allocate([], { method })).toEqual({ members: [], groups: [], total: 0 })
  })

  test('refuses what cannot be shared', () => {
    const [a, b] = named([new Float64Array(40), new Float64Array(40)])
    const { fitness: _, ...unfit } = b
    const short = { ...b, returns: new Float64Array(39) }
    expect(() => allocate([a, a], { method: 'equal' })).toThrow('allocate: s0 appears twice')
    expect(() => allocate([a, short], { method: 'equal' })).toThrow('allocate: s1 has 39 rows, expected 40 like s0')
    expect(() => allocate([a, unfit], { method: 'fitness' })).toThrow('allocate: s1 has no fitness')
    expect(() => allocate([a], { method: 'equal', least: 1 })).toThrow('allocate: least is 1')
    expect(() => allocate([a], { method: 'equal', correlated: { above: 2, share: 1 } })).toThrow(
      'correlated.above is 2',
    )
    expect(() => allocate([a], { method: 'equal', maxShare: 2 })).toThrow('maxShare is 2, expected 0 to 1')
  })
})
