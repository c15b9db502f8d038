import { heldIn } from '../../lab/market/account.ts'
import type { Approved, Intent } from '../../lab/market/order.ts'
import { fail, ok, type Result } from '../../lab/result.ts'
import type { RiskLimits } from '../../lab/strategy/strategy.ts'
import { type Refusal, rules } from './rules/members.ts'
import type { Situation } from './rules/rule.ts'

/**
 * Checks an order against every risk rule. This is the only function that returns an `Approved` order, and venues accept no other.
 *
 * A reduce-only order against the held position always passes, in a halt too: a rule that prevents closing a position protects nobody.
 */
export function approve(intent: Intent, now: Situation, limits: RiskLimits): Result<Approved, Refusal> {
  const held = heldIn(now.account, intent.symbol)
  const reduces = intent.reduceOnly && held !== 0 && Math.sign(intent.size) !== Math.sign(held)
  if (!reduces) {
    for (const rule of rules) {
      const refusal = rule.refuse(intent, now, limits)
      if (refusal) return fail(refusal)
    }
  }
  return ok(intent as Approved)
}
