import type { Price, Size, Usd } from '../../../lab/market/units.ts'
import type { Cause } from './cause.ts'
import type { Pair } from './order-fill.ts'

/** Lots are at least this fraction of what is held; what is less is floating point. */
const negligible = 1e-9

/** One symbol in two runs: what each holds, and what the difference has earned so far, by its cause. */
export class Book {
  readonly byCause = new Map<Cause, Usd>()
  /** Earned by filling the same at better prices, before slippage. */
  pricesUsd: Usd = 0
  /** Why the positions differ; absent while they do not. */
  apart: Cause | undefined
  /** Whether anything differed since both were flat. */
  isTouched = false
  #paper: Size = 0
  #replay: Size = 0
  #mark: Price | undefined
  #paperMark: Price | undefined

  /** A bar has closed, for either or both. */
  close(paper: Price | undefined, replay: Price | undefined): void {
    // One price for both, or a difference of prices would look like one of positions.
    const mark = replay ?? this.#mark ?? paper
    if (mark === undefined) return
    if (this.#mark !== undefined) this.#earn(this.apart, (this.#paper - this.#replay) * (mark - this.#mark))
    this.#mark = mark
    if (paper !== undefined) this.#paperMark = paper
  }

  /** What happened in the bar that has just closed. @param cause absent where both did the same */
  settle({ paper, replay }: Pair, cause: Cause | undefined): void {
    const mark = (this.#mark ??= (paper ?? replay)!.reference)
    const common =
      cause === undefined && paper && replay
        ? Math.sign(paper.size) * Math.min(Math.abs(paper.size), Math.abs(replay.size))
        : 0
    const why = cause ?? this.apart ?? 'size'
    if (common !== 0 && paper && replay) this.pricesUsd += common * (replay.reference - paper.reference)
    if (paper) this.#earn(why, (paper.size - common) * (mark - paper.reference))
    if (replay) this.#earn(why, (common - replay.size) * (mark - replay.reference))
    this.#paper = tidy(this.#paper, paper?.size ?? 0)
    this.#replay = tidy(this.#replay, replay?.size ?? 0)
    const isApart =
      Math.abs(this.#paper - this.#replay) > negligible * Math.max(Math.abs(this.#paper), Math.abs(this.#replay))
    this.apart = isApart ? (this.apart ?? why) : undefined
    if (cause !== undefined || isApart || paper?.reference !== replay?.reference) this.isTouched = true
    if (this.#paper === 0 && this.#replay === 0) this.isTouched = false
  }

  /** What is held now was not seen alike by both. */
  touch(): void {
    if (this.#paper !== 0 || this.#replay !== 0) this.isTouched = true
  }

  /** What the paper run's position is worth more at its own last price than at the replay's. */
  get marksUsd(): Usd {
    return this.#paper === 0 ? 0 : this.#paper * ((this.#paperMark ?? (this.#mark as number)) - (this.#mark as number))
  }

  #earn(cause: Cause | undefined, usd: Usd): void {
    if (usd === 0) return
    const by = cause ?? 'size'
    this.byCause.set(by, (this.byCause.get(by) ?? 0) + usd)
  }
}

/** Sums of lots leave crumbs. */
function tidy(held: Size, size: Size): Size {
  const next = held + size
  return Math.abs(next) <= negligible * Math.max(Math.abs(held), Math.abs(size)) ? 0 : next
}
