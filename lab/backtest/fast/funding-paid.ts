import type { Costs } from '../../market/fees.ts'
import { fundingHours, fundingPayment } from '../../market/funding.ts'
import type { Instrument } from '../../market/instrument.ts'
import { hour } from '../../market/units.ts'
import type { SymbolSpan } from './timeline.ts'

/** Cumulative funding paid on a position of one base unit since the first row, in USD; negative when received. */
export interface Paid {
  /** One value per row: all payments up to the bar's close. */
  readonly close: Float64Array
  /** One value per row: all payments up to the bar's open, including the one at the open itself. */
  readonly open: Float64Array
}

/** Cumulative funding of one symbol for both directions. */
export interface FundingPaid {
  readonly long: Paid
  readonly short: Paid
  /** The part charged at the assumed rate, because the real rate is unknown. Equal for long and short. */
  readonly assumed: Paid
}

/**
 * Computes the cumulative funding of one symbol by the rules of `lab/market/charges.ts`. The payment at the open is
 * charged on the position before the bar's trades, later payments on the position after them.
 *
 * @param room buffers for the result, which is a view of them
 */
export function fundingPaid(
  { bars, from, to }: SymbolSpan,
  costs: Costs,
  { funding }: Instrument,
  room = roomForPaid(to - from),
): FundingPaid {
  const rows = to - from
  const [long, short, assumed] = [first(room.long, rows), first(room.short, rows), first(room.assumed, rows)]
  let [longs, shorts, guesses] = [0, 0, 0]
  for (let i = 0; i < rows; i++) {
    const time = bars.openTime[from + i]
    const all = funding === 'none' ? 0 : fundingHours(time, bars.interval)
    const opening = all > 0 && time % hour === 0 ? 1 : 0
    const rate = bars.funding?.[from + i]
    const isUnknown = rate === undefined || Number.isNaN(rate)
    const ofLong = fundingPayment(1, bars.open[from + i], rate, costs)
    const ofShort = fundingPayment(-1, bars.open[from + i], rate, costs)
    long.open[i] = longs + opening * ofLong
    short.open[i] = shorts + opening * ofShort
    assumed.open[i] = guesses + (isUnknown ? opening * ofLong : 0)
    long.close[i] = longs = long.open[i] + (all - opening) * ofLong
    short.close[i] = shorts = short.open[i] + (all - opening) * ofShort
    assumed.close[i] = guesses = assumed.open[i] + (isUnknown ? (all - opening) * ofLong : 0)
  }
  return { long, short, assumed }
}

/** Allocates buffers for `fundingPaid`. With the rows of the longest symbol, all symbols can reuse them. */
export const roomForPaid = (rows: number): FundingPaid => ({
  long: empty(rows),
  short: empty(rows),
  assumed: empty(rows),
})

const empty = (rows: number): Paid => ({ close: new Float64Array(rows), open: new Float64Array(rows) })

const first = ({ close, open }: Paid, rows: number): Paid => ({
  close: close.subarray(0, rows),
  open: open.subarray(0, rows),
})
