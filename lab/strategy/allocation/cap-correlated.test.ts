import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Caps, capCorrelated } from './cap-correlated.ts'
import { correlatedGroups } from './correlated-groups.ts'
import { proportional } from './proportional.ts'
import { shuffled } from './testing/returns.ts'

const none: Caps = { maxShare: 1, groupShare: 1, leastShare: 0 }
const share = fc.double({ min: 0, max: 1, noNaN: true })
/** Numbers so small that their digits run out keep no proportion: nobody asks for less than a trillionth. */
const asked = fc.oneof(fc.double({ min: 1e-12, max: 1, noNaN: true }), fc.constant(0))

/** Wanted shares, groups that do not overlap, and caps. */
const anything = fc.integer({ min: 1, max: 9 }).chain(n =>
  fc.record({
    wanted: fc.array(asked, { minLength: n, maxLength: n }).map(x => proportional(Float64Array.from(x))),
    groups: fc
      .array(fc.integer({ min: 0, max: 3 }), { minLength: n, maxLength: n })
      .map(of => [1, 2, 3].map(g => of.flatMap((group, i) => (group === g ? [i] : []))).filter(x => x.length > 1)),
    caps: fc
      .tuple(share, share, fc.double({ min: 0, max: 0.3, noNaN: true }))
      .map(([maxShare, groupShare, least]) => ({ maxShare, groupShare, leastShare: least * maxShare })),
    order: shuffled(n),
  }),
)
const sum = (values: ArrayLike<number>) => Array.from(values).reduce((total, value) => total + value, 0)

describe('capped shares', () => {
  test('keep every cap at the end, are never negative, and never sum to more than was wanted', () => {
    fc.assert(
      fc.property(anything, ({ wanted, groups, caps }) => {
        const shares = capCorrelated(wanted, groups, caps)
        for (const found of shares) {
          expect(found).toBeGreaterThanOrEqual(0)
          expect(found).toBeLessThanOrEqual(caps.maxShare)
          if (found > 0) expect(found).toBeGreaterThanOrEqual(caps.leastShare * (1 - 1e-8))
        }
        for (const group of groups) expect(sum(group.map(i => shares[i]))).toBeLessThan(caps.groupShare + 1e-12)
        expect(sum(shares)).toBeLessThan(sum(wanted) + 1e-12)
      }),
    )
  })

  test('leave nothing over that a member could still take', () => {
    fc.assert(
      fc.property(anything, ({ wanted, groups, caps }) => {
        const shares = capCorrelated(wanted, groups, { ...caps, leastShare: 0 })
        if (sum(shares) > sum(wanted) - 1e-9) return
        wanted.forEach((asked, i) => {
          const group = groups.find(members => members.includes(i)) ?? []
          const isFull = shares[i] > caps.maxShare - 1e-9 || sum(group.map(k => shares[k])) > caps.groupShare - 1e-9
          expect(asked === 0 || isFull).toBe(true)
        })
      }),
    )
  })

  test('keep the wanted proportion among those that stand at no cap', () => {
    fc.assert(
      fc.property(anything, ({ wanted, caps }) => {
        const shares = capCorrelated(wanted, [], { ...caps, leastShare: 0 })
        const levels = wanted
          .map((asked, i) => shares[i] / asked)
          .filter((_, i) => wanted[i] > 0 && shares[i] < caps.maxShare)
        if (levels.length > 0) expect(Math.max(...levels) / Math.min(...levels)).toBeLessThan(1 + 1e-9)
      }),
    )
  })

  test('belong to their members, in whichever order these come', () => {
    fc.assert(
      fc.property(anything, ({ wanted, groups, caps, order }) => {
        const straight = capCorrelated(wanted, groups, caps)
        const place = new Map(order.map((i, k) => [i, k]))
        const moved = groups.map(group => group.map(i => place.get(i) as number))
        const mixed = capCorrelated(
          Float64Array.from(order, i => wanted[i]),
          moved,
          caps,
        )
        order.forEach((i, k) => {
          expect(mixed[k]).toBeCloseTo(straight[i], 12)
        })
      }),
    )
  })

  test('are the wanted ones where no cap binds', () => {
    const wanted = Float64Array.of(0.5, 0.3, 0.2)
    expect([...capCorrelated(wanted, [[0, 1]], none)]).toEqual([0.5, 0.3, 0.2])
  })

  test('hold where clamping and then rescaling would break them', () => {
    // 0.7, 0.2, 0.1 clamped to 0.4 and rescaled to 1 is 0.57: more than the cap.
    const shares = capCorrelated(Float64Array.of(0.7, 0.2, 0.1), [], { ...none, maxShare: 0.4 })
    shares.forEach((found, i) => {
      expect(found).toBeCloseTo([0.4, 0.4, 0.2][i], 12)
      expect(found).toBeLessThanOrEqual(0.4)
    })
  })

  test('give what a group may not take to those outside', () => {
    const shares = capCorrelated(Float64Array.of(0.4, 0.4, 0.2), [[0, 1]], { ...none, groupShare: 0.5 })
    shares.forEach((found, i) => {
      expect(found).toBeCloseTo([0.25, 0.25, 0.5][i], 12)
    })
  })

  test('let the smallest go until nobody has less than the least share', () => {
    const shares = capCorrelated(Float64Array.of(0.05, 0.09, 0.43, 0.43), [], { ...none, leastShare: 0.093 })
    // Without the first, the second has 0.0947: enough.
    expect(shares[0]).toBe(0)
    expect(shares[1]).toBeCloseTo(0.09 / 0.95, 12)
  })

  test.each([
    ['maxShare is 1.2, expected 0 to 1', [1], { ...none, maxShare: 1.2 }],
    ['groupShare is NaN, expected 0 to 1', [1], { ...none, groupShare: Number.NaN }],
    ['leastShare is 0.5, expected 0 to 0.4', [1], { ...none, maxShare: 0.4, leastShare: 0.5 }],
    ['wanted share 1 is -0.1, expected ≥ 0', [0.5, -0.1], none],
    ['wanted shares sum to 1.5, expected at most 1', [0.75, 0.75], none],
  ])('are refused: %s', (why, wanted, caps) => {
    expect(() => capCorrelated(Float64Array.from(wanted), [], caps)).toThrow(`capCorrelated: ${why}`)
  })
})

describe('groups', () => {
  const matrix = (...rows: readonly (readonly number[])[]) => rows.map(row => Float64Array.from(row))

  test('are chained: two may be together through a third', () => {
    const rho = matrix([1, 0.8, 0.1, 0], [0.8, 1, -0.9, 0], [0.1, -0.9, 1, 0], [0, 0, 0, 1])
    expect(correlatedGroups(rho, 0.7)).toEqual([[0, 1, 2]])
    expect(correlatedGroups(rho, 0.85)).toEqual([[1, 2]])
    expect(correlatedGroups(rho, 0.9)).toEqual([])
  })

  test('count what is unknown as correlated', () => {
    const rho = matrix([1, Number.NaN, 0], [Number.NaN, 1, 0], [0, 0, 1])
    expect(correlatedGroups(rho, 0.99)).toEqual([[0, 1]])
  })
})
