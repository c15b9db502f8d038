import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { EpochMs } from '../../../market/units.ts'
import { admit, freshBudget, penalise, settle, used, waitFor } from './budget.ts'
import type { RequestCost } from './weights.ts'

const start = 1_790_000_000_000
const at = (ms: number) => (start + ms) as EpochMs
const requestCost = fc.record({ weight: fc.constantFrom(1, 2, 20, 60), surcharge: fc.constantFrom(0, 25, 84, 100) })
interface Step {
  /** ms since the step before. */
  readonly later: number
  readonly requestCost: RequestCost
  readonly isUrgent: boolean
  /** Number of answers that arrive first, and the fraction of the maximum that each costs. */
  readonly answers: number
  readonly part: number
}
const step: fc.Arbitrary<Step> = fc.record({
  later: fc.oneof({ weight: 20, arbitrary: fc.nat(50) }, { weight: 4, arbitrary: fc.nat(9_000) }, fc.nat(70_000)),
  requestCost,
  isUrgent: fc.boolean(),
  // Slow answers, then many at once, and expensive ones: reserved weight must be counted.
  answers: fc.oneof({ weight: 9, arbitrary: fc.constant(0) }, fc.nat(40)),
  part: fc.oneof(fc.constant(1), fc.double({ min: 0, max: 1, noNaN: true })),
})

/** Sends every request that may be sent and records each charge. */
function drive(steps: readonly Step[]) {
  let [budget, now] = [freshBudget(), 0]
  const charges: { at: number; weight: number }[] = []
  const underWay: RequestCost[] = []
  const usedWhenPatient: number[] = []
  for (const { later, requestCost, isUrgent, answers, part } of steps) {
    now += later
    for (const answered of underWay.splice(0, answers)) {
      const actual = Math.floor(answered.surcharge * part)
      budget = settle(budget, at(now), answered, actual)
      charges.push({ at: now, weight: actual })
    }
    if (waitFor(budget, at(now), requestCost, isUrgent) > 0) continue
    budget = admit(budget, at(now), requestCost)
    charges.push({ at: now, weight: requestCost.weight })
    underWay.push(requestCost)
    if (!isUrgent) usedWhenPatient.push(used(budget, at(now)))
  }
  return { charges, usedWhenPatient }
}

test('no 60 seconds hold more than 1,200 of weight', () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 20, maxLength: 150 }), steps => {
      const { charges } = drive(steps)
      for (const first of charges) {
        const within = charges.filter(({ at }) => at >= first.at && at < first.at + 60_000)
        expect(within.reduce((sum, { weight }) => sum + weight, 0)).toBeLessThanOrEqual(1_200)
      }
    }),
  )
})

test('requests that are not urgent never use the last 30 %', () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 20, maxLength: 150 }), steps => {
      for (const weight of drive(steps).usedWhenPatient) expect(weight).toBeLessThanOrEqual(840)
    }),
  )
})

test('a request may be sent after the stated wait when nothing else was sent', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(3_000), requestCost), { maxLength: 60 }),
      requestCost,
      fc.boolean(),
      (before, next, isUrgent) => {
        let [budget, now] = [freshBudget(), 0]
        for (const [later, sent] of before) {
          now += later
          if (waitFor(budget, at(now), sent, true) === 0) {
            budget = settle(admit(budget, at(now), sent), at(now), sent, sent.surcharge)
          }
        }
        const wait = waitFor(budget, at(now), next, isUrgent)
        expect(waitFor(budget, at(now + wait), next, isUrgent)).toBe(0)
        if (wait > 0) expect(waitFor(budget, at(now + wait - 1), next, isUrgent)).toBeGreaterThan(0)
      },
    ),
  )
})

const small: RequestCost = { weight: 2, surcharge: 0 }

test('after a refusal for weight only the urgent may go before the pause is over', () => {
  const budget = penalise(freshBudget(), at(0), 12_000)
  expect(waitFor(budget, at(2_000), small, false)).toBe(10_000)
  expect(waitFor(budget, at(2_000), small, true)).toBe(0)
  expect(waitFor(budget, at(12_000), small, false)).toBe(0)
})

test('a clock set back by an hour blocks requests for a minute at most', () => {
  let budget = freshBudget()
  for (let i = 0; i < 42; i++) budget = admit(budget, at(3_600_000), { weight: 20, surcharge: 0 })
  budget = penalise(budget, at(3_600_000), 15_000)
  expect(waitFor(budget, at(0), small, false)).toBeLessThanOrEqual(60_000)
})

test('a request above the whole limit waits for ever', () => {
  expect(waitFor(freshBudget(), at(0), { weight: 841, surcharge: 0 }, false)).toBe(Number.POSITIVE_INFINITY)
  expect(waitFor(freshBudget(), at(0), { weight: 841, surcharge: 0 }, true)).toBe(0)
})
