import type { Reason } from '../../../lab/market/order.ts'
import { type DurationMs, type EpochMs, epochMs, type Price, type Size } from '../../../lab/market/units.ts'
import type { TracedExecution } from '../journal-replay.ts'

/** All that one order traded within one bar. */
export interface OrderFill {
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

/** Executions as order fills, in the order of their first ones. */
export function orderFillsOf(executions: readonly TracedExecution[], interval: DurationMs): readonly OrderFill[] {
  const orderFills = new Map<string, OrderFill>()
  executions.forEach((execution, i) => {
    const { symbol, at, size, reference, reason, order, decidedAt } = execution
    const bar = epochMs(Math.floor(at / interval) * interval)
    // Nobody's order is nobody else's.
    const key = `${order ?? i} ${bar}`
    const before = orderFills.get(key)
    orderFills.set(
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
  return [...orderFills.values()]
}

/** Sent when a position had reached a level, not when a signal changed. */
export const isProtective = ({ reason }: Pick<OrderFill, 'reason'>): boolean =>
  reason === 'stop' || reason === 'trailing' || reason === 'target'

/** The same decision of two runs; either may lack it. */
export interface Pair {
  readonly paper?: OrderFill
  readonly replay?: OrderFill
}

/**
 * Puts together what two runs decided alike: orders by symbol, close and direction; exits at a level by symbol, bar and direction.
 * What only one did stands alone.
 */
export function pair(paper: readonly OrderFill[], replay: readonly OrderFill[]): readonly Pair[] {
  const waiting = new Map<string, OrderFill[]>()
  for (const orderFill of replay) {
    const key = keyOf(orderFill)
    const same = waiting.get(key)
    if (same) same.push(orderFill)
    else waiting.set(key, [orderFill])
  }
  const pairs = paper.map((orderFill): Pair => {
    const other = waiting.get(keyOf(orderFill))?.shift()
    return { paper: orderFill, ...(other && { replay: other }) }
  })
  return [...pairs, ...[...waiting.values()].flat().map(orderFill => ({ replay: orderFill }))]
}

function keyOf(orderFill: OrderFill): string {
  const { symbol, size, bar, decidedAt, reason } = orderFill
  const byBar = isProtective(orderFill) || reason === 'liquidation' || decidedAt === undefined
  return `${symbol} ${Math.sign(size)} ${byBar ? `bar ${bar}` : `close ${decidedAt}`}`
}
