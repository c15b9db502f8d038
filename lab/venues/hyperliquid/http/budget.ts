import { type DurationMs, type EpochMs, type Fraction, minute } from '../../../market/units.ts'
import type { RequestCost } from './weights.ts'

/**
 * What an IP address may still ask of the venue: a weight within any minute. A request is admitted with the most that its answer may
 * cost, and settled with what it did cost, so that no minute holds more than the limit.
 */
export interface Budget {
  /** Weight within any `span`. */
  readonly limit: number
  readonly span: DurationMs
  /** The part of it that only urgent requests may use: cancels must get through. */
  readonly reserve: Fraction
  /** Oldest first. */
  readonly charges: readonly Charge[]
  /** Kept for the answers of requests that are on their way. */
  readonly held: number
  /** Until then the venue refuses us; only the urgent may try. */
  readonly blockedUntil: EpochMs
}

interface Charge {
  readonly at: EpochMs
  readonly weight: number
}

/** Source: the venue's documentation, 1,200 a minute for each IP address. */
export const freshBudget = (limit = 1_200, reserve: Fraction = 0.3, span: DurationMs = minute): Budget => ({
  ...{ limit, span, reserve, charges: [], held: 0, blockedUntil: 0 as EpochMs },
})

/** ms until a request may be sent: 0 now, Infinity when it costs more than the whole limit. */
export function waitFor(
  budget: Budget,
  now: EpochMs,
  { weight, surcharge }: RequestCost,
  isUrgent: boolean,
): DurationMs {
  const current = heal(budget, now)
  const blocked = isUrgent ? 0 : Math.max(0, current.blockedUntil - now)
  let excess = sumOf(current.charges) + current.held + weight + surcharge - ceiling(current, isUrgent)
  if (excess <= 0) return blocked
  if (weight + surcharge > ceiling(current, isUrgent)) return Number.POSITIVE_INFINITY
  for (const charge of current.charges) {
    excess -= charge.weight
    if (excess <= 0) return Math.max(blocked, charge.at + current.span - now)
  }
  // What is held is settled by the answers, sooner than anything falls out of the window.
  return Math.max(blocked, current.span)
}

/** Charges a request that is being sent, and holds what its answer may cost. */
export function admit(budget: Budget, now: EpochMs, { weight, surcharge }: RequestCost): Budget {
  const current = heal(budget, now)
  return { ...charged(current, now, weight), held: current.held + surcharge }
}

/** Charges what the answer cost, instead of what was held for it. */
export function settle(budget: Budget, now: EpochMs, { surcharge }: RequestCost, actual: number): Budget {
  const current = heal(budget, now)
  return { ...charged(current, now, actual), held: Math.max(0, current.held - surcharge) }
}

/** The venue said that it was too much: nobody asks before `pause` is over, save the urgent. */
export function penalise(budget: Budget, now: EpochMs, pause: DurationMs): Budget {
  return { ...budget, blockedUntil: Math.max(budget.blockedUntil, now + pause) as EpochMs }
}

/** Weight charged within the last `span`, without what is held. */
export const used = (budget: Budget, now: EpochMs): number => sumOf(heal(budget, now).charges)

const sumOf = (charges: readonly Charge[]): number => charges.reduce((sum, { weight }) => sum + weight, 0)

const ceiling = ({ limit, reserve }: Budget, isUrgent: boolean) => (isUrgent ? limit : limit * (1 - reserve))

function charged(budget: Budget, at: EpochMs, weight: number): Budget {
  return weight > 0 ? { ...budget, charges: [...budget.charges, { at, weight }] } : budget
}

/** Forgets what has fallen out of the window. A clock that was set back by an hour must not lock us out for an hour. */
function heal(budget: Budget, now: EpochMs): Budget {
  const charges = budget.charges
    .filter(({ at }) => now - at < budget.span)
    .map(charge => (charge.at > now ? { ...charge, at: now } : charge))
  return { ...budget, charges, blockedUntil: Math.min(budget.blockedUntil, now + longestPause) as EpochMs }
}

const longestPause: DurationMs = minute
