import { type Account, heldIn, type Marks } from '../../lab/market/account.ts'
import type { Intent } from '../../lab/market/order.ts'
import type { DurationMs, EpochMs, Price, Size, Usd } from '../../lab/market/units.ts'
import type { RiskLimits } from '../../lab/strategy/strategy.ts'

/** What the risk gate knows when it is asked. What it does not know, it does not allow. */
export interface Situation {
  readonly now: EpochMs
  readonly account: Account
  readonly equity: Usd
  readonly marks: Marks
  /** Close time of the bar that each mark is from. */
  readonly markedAt: ReadonlyMap<string, EpochMs>
  readonly interval: DurationMs
  /** Signed sizes of orders that are on their way to a fill. */
  readonly pending: ReadonlyMap<string, Size>
  readonly ordersToday: number
  readonly dayStartEquity: Usd
  readonly halted: string | undefined
  /** When the strategy is not believed any more; absent: never. */
  readonly expires?: EpochMs
}

/** Why an order is refused, with the numbers. */
export type Refusal =
  | { readonly rule: 'halted'; readonly why: string }
  | { readonly rule: 'expired'; readonly since: EpochMs }
  | { readonly rule: 'equity'; readonly usd: Usd; readonly maxUsd: Usd }
  | { readonly rule: 'noPrice'; readonly symbol: string }
  | { readonly rule: 'stalePrice'; readonly ageMs: DurationMs; readonly maxMs: DurationMs }
  | { readonly rule: 'orderSize'; readonly usd: Usd; readonly maxUsd: Usd }
  | { readonly rule: 'position'; readonly usd: Usd; readonly maxUsd: Usd }
  | { readonly rule: 'gross'; readonly usd: Usd; readonly maxUsd: Usd }
  | { readonly rule: 'orderRate'; readonly today: number; readonly max: number }
  | { readonly rule: 'dailyLoss'; readonly loss: number; readonly max: number }

export type Rule = (intent: Intent, now: Situation, limits: RiskLimits) => Refusal | undefined

const halted: Rule = (_, { halted }) => (halted === undefined ? undefined : { rule: 'halted', why: halted })

const expired: Rule = (_, { now, expires }) =>
  expires === undefined || now < expires ? undefined : { rule: 'expired', since: expires }

const equityCap: Rule = (_, { equity }, { maxEquityUsd: maxUsd }) =>
  maxUsd === undefined || equity <= maxUsd ? undefined : { rule: 'equity', usd: equity, maxUsd }

const noPrice: Rule = ({ symbol }, { marks }) => (marks.has(symbol) ? undefined : { rule: 'noPrice', symbol })

const stalePrice: Rule = ({ symbol }, { now, markedAt, interval }, { maxPriceAge }) => {
  const ageMs = now - (markedAt.get(symbol) ?? 0)
  const maxMs = maxPriceAge * interval
  return ageMs <= maxMs ? undefined : { rule: 'stalePrice', ageMs, maxMs }
}

const orderSize: Rule = ({ symbol, size }, { marks }, { maxOrderUsd: maxUsd }) => {
  const usd = Math.abs(size) * (marks.get(symbol) as Price)
  return usd <= maxUsd ? undefined : { rule: 'orderSize', usd, maxUsd }
}

const position: Rule = (intent, now, { maxPosition }) => {
  const usd = notionalAfter(intent, now)
  const maxUsd = maxPosition * now.equity
  return usd <= maxUsd ? undefined : { rule: 'position', usd, maxUsd }
}

const gross: Rule = (intent, now, { maxGross }) => {
  let usd = notionalAfter(intent, now)
  for (const symbol of new Set([...now.account.positions.keys(), ...now.pending.keys()])) {
    if (symbol !== intent.symbol) usd += notionalAfter({ symbol, size: 0 }, now)
  }
  const maxUsd = maxGross * now.equity
  return usd <= maxUsd ? undefined : { rule: 'gross', usd, maxUsd }
}

const orderRate: Rule = (_, { ordersToday: today }, { maxOrdersPerDay: max }) =>
  today >= max ? { rule: 'orderRate', today, max } : undefined

const dailyLoss: Rule = (_, { equity, dayStartEquity }, { maxDailyLoss: max }) => {
  const loss = 1 - equity / dayStartEquity
  return loss <= max ? undefined : { rule: 'dailyLoss', loss, max }
}

/**
 * Every rule that an order must pass, in reading order. An order that only reduces is asked about none of them. Each asks whether a limit
 * is kept, not whether it is broken: a number that is not known keeps none.
 */
export const rules: readonly Rule[] = [
  ...[halted, expired, noPrice, stalePrice, equityCap],
  ...[orderSize, position, gross, orderRate, dailyLoss],
]

/** What is on its way may fill or not: the larger of both outcomes counts. */
function notionalAfter({ symbol, size }: Pick<Intent, 'symbol' | 'size'>, { account, marks, pending }: Situation): Usd {
  const held = heldIn(account, symbol)
  const coming = pending.get(symbol) ?? 0
  return Math.max(Math.abs(held + size), Math.abs(held + coming + size)) * (marks.get(symbol) as Price)
}
