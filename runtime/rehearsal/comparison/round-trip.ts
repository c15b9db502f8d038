import type { Reason } from '../../../lab/market/order.ts'
import { type DurationMs, type EpochMs, epochMs, type Price, type Size } from '../../../lab/market/units.ts'
import type { TracedExecution } from '../journal-replay.ts'

/** All that one order traded within one bar. */
export interface RoundTrip {
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

/** Executions as round trips, in the order of their first ones. */
export function roundTripsOf(executions: readonly TracedExecution[], interval: DurationMs): readonly RoundTrip[] {
  const roundTrips = new Map<string, RoundTrip>()
  executions.forEach((execution, i) => {
    const { symbol, at, size, reference, reason, order, decidedAt } = execution
    const bar = epochMs(Math.floor(at / interval) * interval)
    // Nobody's order is nobody else's.
    const key = `${order ?? i} ${bar}`
    const before = roundTrips.get(key)
    roundTrips.set(
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
  return [...roundTrips.values()]
}

/** Sent when a position had reached a level, not when a signal changed. */
export const isProtective = ({ reason }: Pick<RoundTrip, 'reason'>): boolean =>
  reason === 'stop' || reason === 'trailing' || reason === 'target'

/** The same decision of two runs; either may lack it. */
export interface Pair {
  readonly paper?: RoundTrip
  readonly replay?: RoundTrip
}

/**
 * Puts together what two runs decided alike: orders by symbol, close and direction; exits at a level by symbol, bar and direction.
 * What only one did stands alone.
 */
export function pair(paper: readonly RoundTrip[], replay: readonly RoundTrip[]): readonly Pair[] {
  const waiting = new Map<string, RoundTrip[]>()
  for (const roundTrip of replay) {
    const key = keyOf(roundTrip)
    const same = waiting.get(key)
    if (same) same.push(roundTrip)
    else waiting.set(key, [roundTrip])
  }
  const pairs = paper.map((roundTrip): Pair => {
    const other = waiting.get(keyOf(roundTrip))?.shift()
    return { paper: roundTrip, ...(other && { replay: other }) }
  })
  return [...pairs, ...[...waiting.values()].flat().map(roundTrip => ({ replay: roundTrip }))]
}

function keyOf(roundTrip: RoundTrip): string {
  const { symbol, size, bar, decidedAt, reason } = roundTrip
  const byBar = isProtective(roundTrip) || reason === 'liquidation' || decidedAt === undefined
  return `${symbol} ${Math.sign(size)} ${byBar ? `bar ${bar}` : `close ${decidedAt}`}`
}
