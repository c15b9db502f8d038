import type { Reason } from '../../../lab/market/order.ts'
import { type DurationMs, type EpochMs, epochMs, type Price, type Size } from '../../../lab/market/units.ts'
import type { TracedExecution } from '../journal-replay.ts'

/** All executions of one order within one bar, added up. */
export interface OrderFill {
  readonly symbol: string
  /** Open time of the bar in which it happened. */
  readonly bar: EpochMs
  /** Time of the first execution. */
  readonly at: EpochMs
  /** Positive when bought, negative when sold. */
  readonly size: Size
  /** Volume-weighted mean price before slippage. */
  readonly reference: Price
  readonly reason: Reason
  /** Close at which the order was decided; absent when it is not our order. */
  readonly decidedAt?: EpochMs
}

/** Adds executions up into order fills, sorted like the first execution of each. */
export function orderFillsOf(executions: readonly TracedExecution[], interval: DurationMs): readonly OrderFill[] {
  const orderFills = new Map<string, OrderFill>()
  executions.forEach((execution, i) => {
    const { symbol, at, size, reference, reason, order, decidedAt } = execution
    const bar = epochMs(Math.floor(at / interval) * interval)
    // An execution without an order id is its own order fill.
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

/** Whether a price level triggered the fill and not a signal. */
export const isProtective = ({ reason }: Pick<OrderFill, 'reason'>): boolean =>
  reason === 'stop' || reason === 'trailing' || reason === 'target'

/** The order fill of one decision in each run; absent in a run that did not make it. */
export interface Pair {
  readonly paper?: OrderFill
  readonly replay?: OrderFill
}

/**
 * Pairs the equal decisions of two runs: orders on a signal by symbol, close and direction; stops and targets by symbol, bar and
 * direction. A decision of only one run forms a pair without the other half.
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
