import { isProtective, type OrderFill, type Pair } from './order-fill.ts'

/** Why two runs of one strategy hold different positions: each cause with its label in reports. */
export const causes = {
  missed: 'closes that only one run received',
  signal: 'different signals on different bars',
  refused: 'orders refused in one run',
  exits: 'exits reached in only one run',
  late: 'fills in a different bar',
  size: 'different sizes',
  halted: 'one run had halted',
  liquidation: 'liquidation',
  unexplained: 'unexplained',
} as const
export type Cause = keyof typeof causes

/** What is known about a fill that only one run made, or that the runs made in different bars. */
export interface Circumstances {
  /** Whether both runs received the close at which the fill was decided. */
  readonly hasBothCloses: boolean
  /** Whether both wanted the same exposure at that close. */
  readonly isSameExposure: boolean
  /** Whether an earlier exit keeps exactly one run from entering in this direction. */
  readonly isBarred: boolean
  /** Whether either run's order of that close was refused. */
  readonly isRefused: boolean
  /** Whether exactly one run had halted by then. */
  readonly isHalted: boolean
  /** Whether any bar so far differed between the runs. Equal bars always give equal signals. */
  readonly barsDiffer: boolean
  /** Why the positions differ already; undefined while they are equal. */
  readonly apart: Cause | undefined
  /** Whether fills or bars of this symbol have differed since both runs were flat. */
  readonly isTouched: boolean
  /** Whether both accounts have had equal bars and fills so far, so that their order sizes are equal. */
  readonly isEven: boolean
}

/** Why only one run made a fill, or made it in a different bar; undefined where both did the same. */
export function causeOf({ paper, replay }: Pair, circumstances: Circumstances): Cause | undefined {
  if (paper && replay) return paper.bar === replay.bar ? undefined : 'late'
  const orderFill = (paper ?? replay) as OrderFill
  if (orderFill.reason === 'liquidation') return 'liquidation'
  if (paper && orderFill.decidedAt === undefined) return 'unexplained'
  const { hasBothCloses, isSameExposure, isBarred, isRefused, isHalted, barsDiffer, apart, isTouched, isEven } =
    circumstances
  const { reason } = orderFill
  if (isHalted) return 'halted'
  if (isProtective(orderFill)) return apart ?? (isTouched ? 'exits' : 'unexplained')
  if (!hasBothCloses) return 'missed'
  if (!isSameExposure) return barsDiffer ? 'signal' : 'unexplained'
  if (isRefused) return 'refused'
  if (isBarred) return apart ?? 'exits'
  if (apart !== undefined) return apart
  // Both runs want the same, hold the same and were not refused, so they should enter and exit together at any price. Only a time exit
  // and a rebalance depend on more: on the time of the entry and on equity.
  if (reason === 'time' && isTouched) return 'exits'
  if (reason === 'rebalance' && !isEven) return 'size'
  return 'unexplained'
}
