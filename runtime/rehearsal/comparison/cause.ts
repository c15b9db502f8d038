import { isProtective, type OrderFill, type Pair } from './order-fill.ts'

/** Why two runs of one strategy hold different positions, and what that is called in a table. */
export const causes = {
  unheard: 'closes that only one heard',
  signal: 'other signals, of other bars',
  refused: 'orders that were refused',
  exits: 'exits that only one reached',
  late: 'fills in another bar',
  size: 'other sizes',
  halted: 'one had stopped trading',
  liquidation: 'a liquidation',
  unexplained: 'nobody can tell',
} as const
export type Cause = keyof typeof causes

/** What is known where only one run did something, or one did it later. */
export interface Circumstances {
  /** Whether both heard the close at which it was decided. */
  readonly isHeard: boolean
  /** Whether both wanted the same at that close. */
  readonly isWanted: boolean
  /** Whether an earlier exit bars the way for one alone. */
  readonly isBarred: boolean
  readonly isRefused: boolean
  /** Whether exactly one had stopped trading by then. */
  readonly isHalted: boolean
  /** Whether any bar so far was not the same for both: with the same bars all along, signals are the same. */
  readonly barsDiffer: boolean
  /** Why the positions differ already. */
  readonly apart: Cause | undefined
  /** Whether anything about this position was not the same since both were flat: its entry, its bars. */
  readonly isTouched: boolean
  /** Whether both accounts are worth the same, so that they want the same sizes. */
  readonly isEven: boolean
}

/** Why a order fill stands alone, or happened in another bar; absent where both did the same. */
export function causeOf({ paper, replay }: Pair, circumstances: Circumstances): Cause | undefined {
  if (paper && replay) return paper.bar === replay.bar ? undefined : 'late'
  const orderFill = (paper ?? replay) as OrderFill
  if (orderFill.reason === 'liquidation') return 'liquidation'
  if (paper && orderFill.decidedAt === undefined) return 'unexplained'
  const { isHeard, isWanted, isBarred, isRefused, isHalted, barsDiffer, apart, isTouched, isEven } = circumstances
  const { reason } = orderFill
  if (isHalted) return 'halted'
  if (isProtective(orderFill)) return apart ?? (isTouched ? 'exits' : 'unexplained')
  if (!isHeard) return 'unheard'
  if (!isWanted) return barsDiffer ? 'signal' : 'unexplained'
  if (isRefused) return 'refused'
  if (isBarred) return apart ?? 'exits'
  if (apart !== undefined) return apart
  // Who wants the same, holds the same and is not refused enters and leaves with the other, whatever the prices were. Only how long a position has
  // been held, and how large it should be, hang on what else was not the same.
  if (reason === 'time' && isTouched) return 'exits'
  if (reason === 'rebalance' && !isEven) return 'size'
  return 'unexplained'
}
