import { describe, expect, test } from 'vitest'
import type { Intent } from '../../../lab/market/order.ts'
import { epochMs, hour } from '../../../lab/market/units.ts'
import type { RiskLimits } from '../../../lab/strategy/strategy.ts'
import { unlimited } from '../../../lab/testing/crafted.ts'
import { mintClientId } from '../../orders/client-id.ts'
import { approve } from '../approve.ts'
import { rules } from './members.ts'
import type { EdgeCase, Rule, Situation } from './rule.ts'

interface Case {
  readonly intent: Intent
  readonly situation: Situation
  readonly limits: RiskLimits
}

/** An edge case with the default of every input that it leaves open. */
function caseOf({ intent, situation, limits }: EdgeCase): Case {
  const now = situation?.now ?? epochMs(1_704_067_200_000)
  return {
    intent: {
      id: mintClientId('risk', 1),
      symbol: 'BTC',
      size: 1,
      terms: { kind: 'market' },
      reduceOnly: false,
      reason: 'enter',
      exposure: 1,
      ...intent,
    },
    situation: {
      now,
      account: { cash: 10_000, positions: new Map() },
      equity: 10_000,
      marks: new Map([['BTC', 100]]),
      markedAt: new Map([['BTC', now]]),
      interval: hour,
      pending: new Map(),
      ordersToday: 0,
      dayStartEquity: 10_000,
      halted: undefined,
      ...situation,
    },
    limits: { ...unlimited, ...limits },
  }
}

type Plain = number | string | boolean | undefined | ReadonlyMap<string, unknown> | { readonly [key: string]: unknown }

/** One copy of `value` for each number in it, with that number replaced by `to`. */
function changedOnce<T>(value: T, to: number): readonly T[] {
  const plain = value as Plain
  if (typeof plain === 'number') return [to as T]
  if (typeof plain !== 'object') return []
  if (plain instanceof Map)
    return [...plain].flatMap(([key, old]) => changedOnce(old, to).map(one => new Map(plain).set(key, one) as T))
  return Object.entries(plain).flatMap(([key, old]) => changedOnce(old, to).map(one => ({ ...value, [key]: one })))
}

/** The same case without the mark, or the mark's time, of the order's symbol. */
const withoutEntry = ({ intent, situation, limits }: Case, name: 'marks' | 'markedAt'): Case => {
  const left = new Map<string, never>(situation[name] as ReadonlyMap<string, never>)
  left.delete(intent.symbol)
  return { intent, situation: { ...situation, [name]: left }, limits }
}

const refusalOf = (rule: Rule, { intent, situation, limits }: Case) => rule.refuse(intent, situation, limits)

/** Numbers far from any limit, on each side of it. */
const extremes = [-1e18, -1, 0, 1e18]

describe.each(rules.map(rule => [refusalOf(rule, caseOf(rule.edge.past))?.rule ?? 'never refuses', rule] as const))(
  '%s',
  (_, rule: Rule) => {
    const inside = caseOf(rule.edge.inside)
    const past = caseOf(rule.edge.past)
    const unknown = changedOnce(inside, Number.NaN)
    const elsewhere = extremes.map(to => changedOnce(inside, to))
    /** Indexes, among the numbers of the case, of those on which the rule's answer depends. */
    const heeded = [...unknown.keys()].filter(place => elsewhere.some(changed => refusalOf(rule, changed[place])))

    test('lets the limit itself pass', () => {
      expect(refusalOf(rule, inside)).toBeUndefined()
      expect(approve(inside.intent, inside.situation, inside.limits)).toEqual({ ok: true, value: inside.intent })
    })

    test('refuses just past it, and no order is approved there', () => {
      const refusal = refusalOf(rule, past)
      expect(refusal).toEqual({ ...refusal, rule: expect.any(String) })
      expect(approve(past.intent, past.situation, past.limits)).toEqual({ ok: false, error: refusal })
    })

    test('refuses when a number that it depends on is NaN', () => {
      for (const place of heeded) expect(refusalOf(rule, unknown[place]), `number ${place}`).toBeDefined()
    })

    test('refuses a missing price or price time if it depends on one', () => {
      for (const name of ['marks', 'markedAt'] as const) {
        const absent = withoutEntry(inside, name)
        const wrong = changedOnce(inside.situation[name], Number.NaN).map(
          (entries): Case => ({ ...inside, situation: { ...inside.situation, [name]: entries } }),
        )
        if (wrong.some(one => refusalOf(rule, one))) expect(refusalOf(rule, absent), name).toBeDefined()
      }
    })

    test('an order that only reduces passes', () => {
      const { symbol } = past.intent
      const positions = new Map(past.situation.account.positions).set(symbol, { size: 1_000, entryPrice: 100 })
      const situation = { ...past.situation, account: { ...past.situation.account, positions } }
      const closing = { ...past.intent, size: -1_000, reduceOnly: true }
      const opening = { ...closing, reduceOnly: false }
      expect(approve(closing, situation, past.limits)).toEqual({ ok: true, value: closing })
      if (rule.refuse(opening, situation, past.limits)) expect(approve(opening, situation, past.limits).ok).toBe(false)
    })
  },
)

test('no two rules have the same name', () => {
  const names = rules.map(rule => refusalOf(rule, caseOf(rule.edge.past))?.rule)
  expect(new Set(names).size).toBe(rules.length)
})
