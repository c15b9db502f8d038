import type { Reason } from '../../../lab/market/order.ts'
import { type DurationMs, type EpochMs, epochMs, type Price, type Size } from '../../../lab/market/units.ts'
import type { TracedExecution } from '../journal-replay.ts'

/** All that one order traded within one bar. */
export interface Deal {
  readonly symbol: string
  /** Opening of the bar in which it happened. */
  readonly bar: EpochMs
  /** Of the first execution. */
  readonly at: EpochMs
  /** Signed: positive bought. */
  readonly size: Size
  /** Volume-weighted, before slippage. */
  readonly reference: Price
  readonly reason: Reason
  /** Close at which it was decided; absent where we did not order it. */
  readonly decidedAt?: EpochMs
}

/** Executions as deals, in the order of their first ones. */
export function dealsOf(executions: readonly TracedExecution[], interval: DurationMs): readonly Deal[] {
  const deals = new Map<string, Deal>()
  executions.forEach((execution, i) => {
    const { symbol, at, size, reference, reason, order, decidedAt } = execution
    const bar = epochMs(Math.floor(at / interval) * interval)
    // Nobody's order is nobody else's.
    const key = `${order ?? i} ${bar}`
    const before = deals.get(key)
    deals.set(
      key,
      before
        ? {
            ...before,
            size: before.size + size,
            reference: (before.size * before.reference + size * reference) / (before.size + size),
          }
        : { symbol, bar, at, size, reference, reason, ...(decidedAt !== undefined && { decidedAt }) },
    )
  })
  return [...deals.values()]
}

/** Sent when a position had reached a level, not when a signal changed. */
export const isProtective = ({ reason }: Pick<Deal, 'reason'>): boolean =>
  reason === 'stop' || reason === 'trailing' || reason === 'target'

/** The same decision of two runs; either may lack it. */
export interface Pair {
  readonly paper?: Deal
  readonly replay?: Deal
}

/**
 * Puts together what two runs decided alike: orders by symbol, close and direction; exits at a level by symbol, bar and direction.
 * What only one did stands alone.
 */
export function pair(paper: readonly Deal[], replay: readonly Deal[]): readonly Pair[] {
  const waiting = new Map<string, Deal[]>()
  for (const deal of replay) {
    const key = keyOf(deal)
    const same = waiting.get(key)
    if (same) same.push(deal)
    else waiting.set(key, [deal])
  }
  const pairs = paper.map((deal): Pair => {
    const other = waiting.get(keyOf(deal))?.shift()
    return { paper: deal, ...(other && { replay: other }) }
  })
  return [...pairs, ...[...waiting.values()].flat().map(deal => ({ replay: deal }))]
}

function keyOf(deal: Deal): string {
  const { symbol, size, bar, decidedAt, reason } = deal
  const byBar = isProtective(deal) || reason === 'liquidation' || decidedAt === undefined
  return `${symbol} ${Math.sign(size)} ${byBar ? `bar ${bar}` : `close ${decidedAt}`}`
}
