import fc from 'fast-check'
import { expect, test } from 'vitest'
import { heldIn } from '../lab/market/account.ts'
import { reduced } from '../lab/market/admission.ts'
import type { ClientId } from '../lab/market/order.ts'
import { toLot } from '../lab/market/rounding.ts'
import { placed, symbol, testTrader } from './contract.ts'
import { equityOf } from './decide.ts'
import { liveOrders } from './orders/book.ts'

const other = 'SYN-B'

/** What a venue does next. `pick` chooses the order that it concerns, `x` in [0, 1) an amount. */
const happening = fc.record({
  what: fc.oneof(
    { weight: 6, arbitrary: fc.constant('close' as const) },
    { weight: 6, arbitrary: fc.constantFrom('fill' as const, 'accept' as const) },
    { weight: 2, arbitrary: fc.constantFrom('fillPart' as const, 'fund' as const) },
    { weight: 1, arbitrary: fc.constantFrom('refuse' as const, 'end' as const, 'reject' as const) },
  ),
  pick: fc.nat(),
  x: fc.double({ min: 0, max: 0.999, noNaN: true }),
})
const trouble = fc.constantFrom('none', 'halt', 'gap', 'lose')

test('whatever a venue does: no order is sent twice, cash adds up, every position has a stop, and a halt only closes positions', () => {
  let [opened, halts] = [0, 0]
  fc.assert(
    fc.property(fc.array(happening, { minLength: 20, maxLength: 120 }), trouble, fc.nat(100), (story, end, when) => {
      const { onEvent, closes, answered, ended, filled, state, now } = testTrader({
        universe: [symbol, other],
        sizing: { fraction: 0.5, leverage: 5, rebalance: 0.1 },
        exits: { stop: 0.05, trailing: 0.06, target: 0.08 },
      })
      const ids = new Set<ClientId>()
      const prices: Record<string, number> = { [symbol]: 100, [other]: 40 }
      // Cash and positions, counted independently of `decide`.
      let cash = 10_000
      const held: Record<string, number> = { [symbol]: 0, [other]: 0 }

      const happen = ({ what, pick, x }: { what: string; pick: number; x: number }) => {
        if (what === 'close') {
          for (const name of [symbol, other]) prices[name] *= 1 + 0.02 * (x - 0.5)
          const wanted = [-1, -0.5, 0, 0.5, 1]
          return closes({
            [symbol]: [prices[symbol], wanted[pick % 5]],
            [other]: [prices[other], wanted[(pick >> 3) % 5]],
          })
        }
        if (what === 'fund') {
          cash -= x
          return onEvent({ kind: 'funded', at: now(), symbol, usd: x, assumed: false })
        }
        if (what === 'halt') return onEvent({ kind: 'halt', at: now(), why: 'enough' })
        if (what === 'gap') return onEvent({ kind: 'gap', from: now(), to: now(), what: 'fills' })
        const live = liveOrders(state().orders)
        const order = live[pick % live.length]
        if (!order) return []
        const { intent, state: as } = order
        if (what === 'lose') return answered(intent, { kind: 'unknown', why: 'timed out' })
        if (what === 'accept') return as === 'sent' ? answered(intent, { kind: 'ok' }) : []
        if (what === 'refuse') return as === 'sent' ? answered(intent, { kind: 'refused', why: 'no margin' }) : []
        if (what === 'end') return ended(intent, 'cancelled')
        if (what === 'reject') return as === 'open' ? ended(intent, 'rejected') : []
        const left = intent.size - order.filled
        const whole = toLot(intent.reduceOnly ? reduced(left, held[intent.symbol]) : left, 3)
        const size = what === 'fillPart' ? toLot(whole * x, 3) : whole
        if (size === 0) return []
        cash -= size * prices[intent.symbol]
        held[intent.symbol] += size
        return filled({ ...intent, size: toLot(left, 3) }, prices[intent.symbol], size)
      }

      const check = (commands: ReturnType<typeof happen>, before: boolean) => {
        for (const { id, reduceOnly } of placed(commands)) {
          expect(ids.has(id)).toBe(false)
          ids.add(id)
          if (before || state().halted) expect(reduceOnly).toBe(true)
        }
        const value = cash + held[symbol] * prices[symbol] + held[other] * prices[other]
        for (const name of [symbol, other]) {
          expect(heldIn(state().account, name)).toBeCloseTo(held[name], 9)
          const orders = liveOrders(state().orders).filter(({ intent }) => intent.symbol === name)
          const out = orders.filter(({ intent }) => intent.reduceOnly && intent.terms.kind === 'market')
          expect(out.length).toBeLessThanOrEqual(1)
          if (Math.abs(held[name]) < 1e-9) continue
          const stops = orders.filter(({ intent, state }) => intent.terms.kind === 'stop' && state !== 'cancelling')
          const covered = stops.some(({ intent, filled }) => Math.abs(intent.size - filled + held[name]) < 1e-9)
          expect(covered || state().halted !== undefined).toBe(true)
        }
        if (state().marks.size === 2) expect(equityOf(state())).toBeCloseTo(value, 6)
      }

      story.forEach((next, k) => {
        const before = state().halted !== undefined
        check(happen(k === when ? { ...next, what: end } : next), before)
      })
      opened += ids.size
      if (state().halted) halts++
    }),
    { numRuns: 300, seed: 41 },
  )
  // The random sequences must contain many orders and some halts.
  expect(opened).toBeGreaterThan(1_000)
  expect(halts).toBeGreaterThan(30)
})
