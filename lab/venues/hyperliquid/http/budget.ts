import { type DurationMs, type EpochMs, type Fraction, minute } from '../../../market/units.ts'
import type { RequestCost } from './weights.ts'

/**
 * The request budget of one IP address. The venue limits the weight spent within any minute.
 *
 * The cost of an answer is known only when it arrives. A request therefore reserves the highest possible cost when it
 * is sent, and the answer is charged at its actual cost. So no minute exceeds the limit.
 */
export interface Budget {
  /** Maximum weight within any `span`. */
  readonly limit: number
  readonly span: DurationMs
  /** Fraction of the limit that only urgent requests may use, so that cancels get through. */
  readonly reserve: Fraction
  /** Weight charged, oldest first. */
  readonly charges: readonly Charge[]
  /** Weight reserved for answers that have not arrived. */
  readonly pending: number
  /** Time until which the venue refuses requests. Urgent requests are sent nevertheless. */
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

/** Time in ms until a request may be sent: 0 for now, Infinity when it costs more than the whole limit. */
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
  // Only the reserved weight is in the way. Its answers arrive before any new charge leaves the window.
  return Math.max(blocked, current.span)
}

/** Charges a request that is sent now, and reserves the highest possible cost of its answer. */
export function admit(budget: Budget, now: EpochMs, { weight, surcharge }: RequestCost): Budget {
  const current = dropExpired(budget, now)
  return { ...charged(current, now, weight), pending: current.pending + surcharge }
}

/** Charges the actual cost of an answer and releases the reserved weight. */
export function settle(budget: Budget, now: EpochMs, { surcharge }: RequestCost, actual: number): Budget {
  const current = dropExpired(budget, now)
  return { ...charged(current, now, actual), pending: Math.max(0, current.pending - surcharge) }
}

/** Records that the venue refused a request for its weight. During `pause` only urgent requests are sent. */
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
 * Drops charges older than the window. A clock that was set back leaves charges in the future: they count as made now,
 * so that they block no longer than a window.
 */
function dropExpired(budget: Budget, now: EpochMs): Budget {
  const charges = budget.charges
    .filter(({ at }) => now - at < budget.span)
    .map(charge => (charge.at > now ? { ...charge, at: now } : charge))
  return { ...budget, charges, blockedUntil: Math.min(budget.blockedUntil, now + longestPause) as EpochMs }
}

/** Longest time from now for which requests stay blocked, even after the clock was set back. */
const longestPause: DurationMs = minute
