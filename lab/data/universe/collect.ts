import { InputError } from '../../input-error.ts'
import { type DurationMs, type EpochMs, minute, second } from '../../market/units.ts'

/** What grows old, and after how long. */
export const timeToLive = {
  price: 30 * second,
  liquidity: 300 * second,
  volatility: 1_800 * second,
  correlation: 3_600 * second,
  metadata: 7_200 * second,
} as const satisfies Record<string, DurationMs>
export type FactName = keyof typeof timeToLive

export interface Collected {
  readonly symbol: string
  /** Composite, 0 to 1; null when not known. What a coin costs does not come into it. */
  readonly score: number | null
  /** When each fact was last read; null: never. */
  readonly readAt: Readonly<Record<FactName, EpochMs | null>>
}

/** What a venue lets us read. */
export interface Budget {
  /** What each read costs. */
  readonly weights: Readonly<Record<Read['call'], number>>
  /** Weight that may be spent in any 60 seconds. */
  readonly weightPerMinute: number
  /** What was spent of late, by whomever. */
  readonly spent: readonly Spending[]
}
export interface Spending {
  readonly at: EpochMs
  readonly weight: number
}

export interface Read extends Spending {
  readonly call: 'contexts' | 'book' | 'candles'
  /** Null: of all assets at once. */
  readonly symbol: string | null
  /** What orders the plan, at the moment of reading; infinite for what was never read. */
  readonly urgency: number
}

/** Daily bars for 60 returns and the bar that still runs. */
export const candleRows = 62

/** The facts that each read renews. */
const renewed = {
  contexts: ['price', 'metadata'],
  book: ['liquidity'],
  candles: ['volatility', 'correlation'],
} as const satisfies Record<Read['call'], readonly FactName[]>

/** What an asset of score 0 or unknown is worth beside one of score 1: little, but it is not forgotten. */
const leastValue = 0.1

/**
 * What to read in the time from `now` on, in order, each at the earliest moment that the budget allows.
 *
 * A read is due when a fact that it renews has outlived its time, and as urgent as value · (age / time to live)², where value goes
 * from 0.1 at a score of 0 or unknown to 1 at a score of 1. So when not everything can be fresh, an asset worth four times as
 * much is read twice as often, and as urgency grows without end while a read waits, everyone's turn comes. What was
 * never read comes first. The most urgent read is waited for even when a cheaper one could be paid already: or the cheap
 * ones would keep the dear ones waiting for ever.
 *
 * @returns reads from `now` until before `now + over`
 * @throws InputError when the budget cannot pay for the dearest read
 */
export function planReads(
  assets: readonly Collected[],
  budget: Budget,
  now: EpochMs,
  over: DurationMs = minute,
): readonly Read[] {
  const dearest = Math.max(...Object.values(budget.weights))
  if (!(budget.weightPerMinute >= dearest)) {
    throw new InputError(`reads: expected a weight a minute of at least ${dearest}, found ${budget.weightPerMinute}`)
  }
  const spent = [...budget.spent].sort((a, b) => a.at - b.at)
  let waiting = waitingReads(assets)
  const plan: Read[] = []
  for (let at = now as number; at < now + over; ) {
    const next = mostUrgent(waiting, at)
    const earliest = next ? payable(spent, budget.weightPerMinute, budget.weights[next.call], at) : nextDue(waiting)
    if (next === null || earliest > at) {
      // By then another may be the most urgent.
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

/** Age over time to live of the stalest fact; infinite when one was never read. */
const staleness = ({ facts }: Waiting, at: number): number =>
  Math.max(
    ...facts.map(({ name, readAt }) => (readAt === null ? Number.POSITIVE_INFINITY : (at - readAt) / timeToLive[name])),
  )

const urgency = (one: Waiting, at: number): number => one.value * staleness(one, at) ** 2

/** Of those that are due; equals by value, then in their order. */
function mostUrgent(waiting: readonly Waiting[], at: number): Waiting | null {
  let best: Waiting | null = null
  for (const one of waiting) {
    if (staleness(one, at) < 1) continue
    const ahead = best === null ? 1 : compare(urgency(one, at), urgency(best, at)) || one.value - best.value
    if (ahead > 0) best = one
  }
  return best
}

/** Infinity is no further than infinity. */
const compare = (a: number, b: number): number => (a === b ? 0 : a > b ? 1 : -1)

const nextDue = (waiting: readonly Waiting[]): number =>
  Math.min(
    ...waiting.flatMap(({ facts }) =>
      facts.map(({ name, readAt }) => (readAt ?? Number.NEGATIVE_INFINITY) + timeToLive[name]),
    ),
  )

/** The first moment from `at` on when `weight` more is within the limit. @param spent ascending */
function payable(spent: readonly Spending[], limit: number, weight: number, at: number): number {
  let sum = weight
  for (let i = spent.length - 1; i >= 0 && spent[i].at > at - minute; i--) {
    sum += spent[i].weight
    if (sum > limit) return spent[i].at + minute
  }
  return at
}
