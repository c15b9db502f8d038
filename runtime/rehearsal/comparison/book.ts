import type { Price, Size, Usd } from '../../../lab/market/units.ts'
import type { Cause } from './cause.ts'
import type { Pair } from './order-fill.ts'

/** Positions that differ by a smaller fraction than this are equal: the difference is a floating-point error. */
const negligible = 1e-9

/**
 * Tracks one symbol in a paper run and in its replay: the position in each run, and the profit from the difference
 * between the two positions, in USD by cause.
 */
export class Book {
  /** Profit from position differences so far, by cause of the difference. */
  readonly byCause = new Map<Cause, Usd>()
  /** Extra profit of the paper run from better prices, before slippage, on fills that both runs made; USD. */
  pricesUsd: Usd = 0
  /** Cause of the current position difference; undefined while the positions are equal. */
  apart: Cause | undefined
  /** Whether fills or bars of the two runs have differed since both runs were last flat. */
  isTouched = false
  #paper: Size = 0
  #replay: Size = 0
  #mark: Price | undefined
  #paperMark: Price | undefined

  /**
   * Values both positions at a bar close.
   *
   * @param paper  closing price in the paper run; undefined when that run has no bar
   * @param replay closing price in the replay; undefined when that run has no bar
   */
  close(paper: Price | undefined, replay: Price | undefined): void {
    // Both positions are valued at the same price. Otherwise a price difference would look like a position difference.
    const mark = replay ?? this.#mark ?? paper
    if (mark === undefined) return
    if (this.#mark !== undefined) this.#earn(this.apart, (this.#paper - this.#replay) * (mark - this.#mark))
    this.#mark = mark
    if (paper !== undefined) this.#paperMark = paper
  }

  /**
   * Adds the fills of one decision in the bar that has just closed.
   *
   * @param cause cause of a difference between the fills; undefined when both runs did the same
   */
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

  /** Sets `isTouched` because the bars of the two runs differ, if either run holds a position. */
  touch(): void {
    if (this.#paper !== 0 || this.#replay !== 0) this.isTouched = true
  }

  /** Value of the paper run's position at the paper run's last price, minus its value at the replay's last price. */
  get marksUsd(): Usd {
    return this.#paper === 0 ? 0 : this.#paper * ((this.#paperMark ?? (this.#mark as number)) - (this.#mark as number))
  }

  #earn(cause: Cause | undefined, usd: Usd): void {
    if (usd === 0) return
    const by = cause ?? 'size'
    this.byCause.set(by, (this.byCause.get(by) ?? 0) + usd)
  }
}

/** Adds a fill to a position. A result within floating-point error of zero becomes zero. */
function tidy(held: Size, size: Size): Size {
  const next = held + size
  return Math.abs(next) <= negligible * Math.max(Math.abs(held), Math.abs(size)) ? 0 : next
}
