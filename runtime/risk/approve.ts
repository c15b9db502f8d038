import { heldIn } from '../../lab/market/account.ts'
import type { Approved, Intent } from '../../lab/market/order.ts'
import { fail, ok, type Result } from '../../lab/result.ts'
import type { RiskLimits } from '../../lab/strategy/strategy.ts'
import { type Refusal, rules } from './rules/members.ts'
import type { Situation } from './rules/rule.ts'

/**
 * The only mint of `Approved`.
 *
 * What can only bring a position nearer to zero passes always, in a halt too: a rule that keeps us in the market protects nobody.
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
