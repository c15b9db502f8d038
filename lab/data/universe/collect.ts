import { InputError } from '../../input-error.ts'
import { type DurationMs, type EpochMs, minute, second } from '../../market/units.ts'

/** Age at which each kind of fact becomes stale. */
export const timeToLive = {
  price: 30 * second,
  liquidity: 300 * second,
  volatility: 1_800 * second,
  correlation: 3_600 * second,
  metadata: 7_200 * second,
} as const satisfies Record<string, DurationMs>
export type FactName = keyof typeof timeToLive

/** The state of the facts collected about one asset. */
export interface Collected {
  readonly symbol: string
  /** Composite score, 0 to 1; null when unknown. It does not depend on the asset's price. */
  readonly score: number | null
  /** Time at which each fact was last read; null: never. */
  readonly readAt: Readonly<Record<FactName, EpochMs | null>>
}

/** The request budget at a venue. */
export interface Budget {
  /** Request weight of each kind of read. */
  readonly weights: Readonly<Record<Read['call'], number>>
  /** Weight that may be spent in any 60 seconds. */
  readonly weightPerMinute: number
  /** Recent spending by all users of the budget. */
  readonly spent: readonly Spending[]
}
/** Request weight spent at a time. */
export interface Spending {
  readonly at: EpochMs
  readonly weight: number
}

/** A planned read, with the time to send it and its weight. */
export interface Read extends Spending {
  readonly call: 'contexts' | 'book' | 'candles'
  /** Null: the read covers all assets at once. */
  readonly symbol: string | null
  /** Priority at the time of reading; infinite for facts that were never read. */
  readonly urgency: number
}

/** Daily bars to read: 60 returns and the bar that is still open. */
export const candleRows = 62

/** Facts that each kind of read updates. */
const renewed = {
  contexts: ['price', 'metadata'],
  book: ['liquidity'],
  candles: ['volatility', 'correlation'],
} as const satisfies Record<Read['call'], readonly FactName[]>

/** Value of an asset with score 0 or unknown; a score of 1 has value 1. Above 0, so that the asset is still read. */
const leastValue = 0.1

/**
 * Plans reads from `now` on, in order, each as early as the budget allows.
 *
 * A read is due when one of its facts is older than its time to live. Its urgency is value · (age / time to live)².
 * The value grows from 0.1 at a score of 0 or unknown to 1 at a score of 1. When the budget is too small to keep all
 * facts fresh, an asset of four times the value is read twice as often.
 *
 * Urgency grows without limit while a read waits, so no read waits for ever. Facts that were never read come first.
 * The plan waits for the budget of the most urgent read even when a cheaper read would fit now. Otherwise cheap reads
 * could block expensive ones for ever.
 *
 * @returns reads from `now` until before `now + over`
 * @throws InputError when the budget of a minute is below the weight of the most expensive read
 */
export function planReads(
  assets: readonly Collected[],
  budget: Budget,
  now: EpochMs,
  over: DurationMs = minute,
): readonly Read[] {
  const highestWeight = Math.max(...Object.values(budget.weights))
  if (!(budget.weightPerMinute >= highestWeight)) {
    throw new InputError(
      `reads: expected a weight a minute of at least ${highestWeight}, found ${budget.weightPerMinute}`,
    )
  }
  const spent = [...budget.spent].sort((a, b) => a.at - b.at)
  let waiting = waitingReads(assets)
  const plan: Read[] = []
  for (let at = now as number; at < now + over; ) {
    const next = mostUrgent(waiting, at)
    const earliest = next ? payable(spent, budget.weightPerMinute, budget.weights[next.call], at) : nextDue(waiting)
    if (next === null || earliest > at) {
      // Another read may be the most urgent by then.
      at = earliest
      continue
    }
    const { call, symbol } = next
    const read = { at: at as EpochMs, weight: budget.weights[call], call, symbol, urgency: urgency(next, at) }
    plan.push(read)
    spent.push(read)
    waiting = waiting.map(one => (one === next ? readAt(next, read.at) : one))
  }
  return plan
}

/** A read that may become due, and the facts that it updates. */
interface Waiting {
  readonly call: Read['call']
  readonly symbol: string | null
  readonly value: number
  readonly facts: readonly { readonly name: FactName; readonly readAt: EpochMs | null }[]
}

function waitingReads(assets: readonly Collected[]): readonly Waiting[] {
  if (assets.length === 0) return []
  const oldest = (name: FactName) => {
    const times = assets.map(({ readAt }) => readAt[name] ?? Number.NEGATIVE_INFINITY)
    const first = Math.min(...times)
    return Number.isFinite(first) ? (first as EpochMs) : null
  }
  const ofAll: Waiting = {
    ...{ call: 'contexts', symbol: null, value: 1 },
    facts: renewed.contexts.map(name => ({ name, readAt: oldest(name) })),
  }
  const bySymbol = [...assets].sort((a, b) => (a.symbol < b.symbol ? -1 : 1))
  return [
    ofAll,
    ...bySymbol.flatMap(({ symbol, score, readAt }) =>
      (['book', 'candles'] as const).map(call => ({
        ...{ call, symbol, value: leastValue + (1 - leastValue) * (score ?? 0) },
        facts: renewed[call].map(name => ({ name, readAt: readAt[name] })),
      })),
    ),
  ]
}

const readAt = (one: Waiting, at: EpochMs): Waiting => ({
  ...one,
  facts: one.facts.map(({ name }) => ({ name, readAt: at })),
})

/** Age divided by time to live of the stalest fact; infinite when a fact was never read. */
const staleness = ({ facts }: Waiting, at: number): number =>
  Math.max(
    ...facts.map(({ name, readAt }) => (readAt === null ? Number.POSITIVE_INFINITY : (at - readAt) / timeToLive[name])),
  )

const urgency = (one: Waiting, at: number): number => one.value * staleness(one, at) ** 2

/** The most urgent due read; null when none is due. Ties go to the higher value, then to the earlier in the list. */
function mostUrgent(waiting: readonly Waiting[], at: number): Waiting | null {
  let best: Waiting | null = null
  for (const one of waiting) {
    if (staleness(one, at) < 1) continue
    const ahead = best === null ? 1 : compare(urgency(one, at), urgency(best, at)) || one.value - best.value
    if (ahead > 0) best = one
  }
  return best
}

/** Compares without subtracting, because ∞ − ∞ is NaN. */
const compare = (a: number, b: number): number => (a === b ? 0 : a > b ? 1 : -1)

const nextDue = (waiting: readonly Waiting[]): number =>
  Math.min(
    ...waiting.flatMap(({ facts }) =>
      facts.map(({ name, readAt }) => (readAt ?? Number.NEGATIVE_INFINITY) + timeToLive[name]),
    ),
  )

/** The first time from `at` on at which `weight` more fits into the limit per minute. @param spent ascending by time */
function payable(spent: readonly Spending[], limit: number, weight: number, at: number): number {
  let sum = weight
  for (let i = spent.length - 1; i >= 0 && spent[i].at > at - minute; i--) {
    sum += spent[i].weight
    if (sum > limit) return spent[i].at + minute
  }
  return at
}
