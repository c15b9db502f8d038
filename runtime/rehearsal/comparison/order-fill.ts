import type { Reason } from '../../../lab/market/order.ts'
import { type DurationMs, type EpochMs, epochMs, type Price, type Size } from '../../../lab/market/units.ts'
import type { TracedExecution } from '../journal-replay.ts'

/** All executions of one order within one bar, summed up. */
export interface OrderFill {
  readonly symbol: string
  /** Open time of the bar in which the order was filled. */
  readonly bar: EpochMs
  /** Time of the first execution. */
  readonly at: EpochMs
  /** Base units: positive when bought, negative when sold. */
  readonly size: Size
  /** Volume-weighted mean price before slippage. */
  readonly reference: Price
  readonly reason: Reason
  /** Close at which the order was decided; absent when the order is not ours. */
  readonly decidedAt?: EpochMs
}

/** Sums executions up to order fills, in the order of the first execution of each. */
export function orderFillsOf(executions: readonly TracedExecution[], interval: DurationMs): readonly OrderFill[] {
  const orderFills = new Map<string, OrderFill>()
  executions.forEach((execution, i) => {
    const { symbol, at, size, reference, reason, order, decidedAt } = execution
    const bar = epochMs(Math.floor(at / interval) * interval)
    // An execution without an order id forms an order fill alone.
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

/** Whether a price level (stop, trailing stop or target) triggered the fill, not a signal. */
export const isProtective = ({ reason }: Pick<OrderFill, 'reason'>): boolean =>
  reason === 'stop' || reason === 'trailing' || reason === 'target'

/** The order fill that one decision caused in each run; absent in a run without this fill. */
export interface Pair {
  readonly paper?: OrderFill
  readonly replay?: OrderFill
}

/**
 * Pairs the order fills of equal decisions in two runs. Fills on a signal are paired by symbol, close and direction.
 * Fills of stops and targets are paired by symbol, bar and direction. A fill in only one run forms a pair without the
 * other half.
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
