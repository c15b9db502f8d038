import { type DurationMs, type EpochMs, type Fraction, minute } from '../../../market/units.ts'
import type { RequestCost } from './weights.ts'

/**
 * The request budget of one IP address: the venue allows a certain weight in any minute. A request is admitted at the most
 * that its answer may cost and settled at what the answer did cost, so that no minute exceeds the limit.
 */
export interface Budget {
  /** Most weight within any `span`. */
  readonly limit: number
  readonly span: DurationMs
  /** Fraction of the limit that only urgent requests may use, so that cancels get through. */
  readonly reserve: Fraction
  /** Weight charged, oldest first. */
  readonly charges: readonly Charge[]
  /** Weight reserved for answers that have not arrived. */
  readonly pending: number
  /** The venue refuses requests until this time; only urgent ones may try. */
  readonly blockedUntil: EpochMs
}

interface Charge {
  readonly at: EpochMs
  readonly weight: number
}

/** An unused budget. Source of the limit: the venue's documentation, 1,200 a minute for each IP address. */
export const freshBudget = (limit = 1_200, reserve: Fraction = 0.3, span: DurationMs = minute): Budget => ({
  ...{ limit, span, reserve, charges: [], pending: 0, blockedUntil: 0 as EpochMs },
})

/** Wait in ms until a request may be sent: 0 for now, Infinity when it costs more than the whole limit. */
export function waitFor(
  budget: Budget,
  now: EpochMs,
  { weight, surcharge }: RequestCost,
  isUrgent: boolean,
): DurationMs {
  const current = dropExpired(budget, now)
  const blocked = isUrgent ? 0 : Math.max(0, current.blockedUntil - now)
  let excess = sumOf(current.charges) + current.pending + weight + surcharge - ceiling(current, isUrgent)
  if (excess <= 0) return blocked
  if (weight + surcharge > ceiling(current, isUrgent)) return Number.POSITIVE_INFINITY
  for (const charge of current.charges) {
    excess -= charge.weight
    if (excess <= 0) return Math.max(blocked, charge.at + current.span - now)
  }
  // The reserved weight is settled by answers before any charge leaves the window.
  return Math.max(blocked, current.span)
}

/** Charges a request that is sent now, and reserves what its answer may cost. */
export function admit(budget: Budget, now: EpochMs, { weight, surcharge }: RequestCost): Budget {
  const current = dropExpired(budget, now)
  return { ...charged(current, now, weight), pending: current.pending + surcharge }
}

/** Charges the actual cost of an answer and releases the reserved weight. */
export function settle(budget: Budget, now: EpochMs, { surcharge }: RequestCost, actual: number): Budget {
  const current = dropExpired(budget, now)
  return { ...charged(current, now, actual), pending: Math.max(0, current.pending - surcharge) }
}

/** The venue refused a request for its weight: no request is sent during `pause`, except urgent ones. */
export function penalise(budget: Budget, now: EpochMs, pause: DurationMs): Budget {
  return { ...budget, blockedUntil: Math.max(budget.blockedUntil, now + pause) as EpochMs }
}

/** Weight charged within the last `span`, without the reserved weight. */
export const used = (budget: Budget, now: EpochMs): number => sumOf(dropExpired(budget, now).charges)

const sumOf = (charges: readonly Charge[]): number => charges.reduce((sum, { weight }) => sum + weight, 0)

const ceiling = ({ limit, reserve }: Budget, isUrgent: boolean) => (isUrgent ? limit : limit * (1 - reserve))

function charged(budget: Budget, at: EpochMs, weight: number): Budget {
  return weight > 0 ? { ...budget, charges: [...budget.charges, { at, weight }] } : budget
}

/**
 * Drops charges older than the window. Charges in the future, left by a clock that was set back, count as made now, so that
 * they do not block for longer than a window.
 */
function dropExpired(budget: Budget, now: EpochMs): Budget {
  const charges = budget.charges
    .filter(({ at }) => now - at < budget.span)
    .map(charge => (charge.at > now ? { ...charge, at: now } : charge))
  return { ...budget, charges, blockedUntil: Math.min(budget.blockedUntil, now + longestPause) as EpochMs }
}

const longestPause: DurationMs = minute
