import type { Costs } from '../../market/fees.ts'
import type { Instrument } from '../../market/instrument.ts'
import { maintenanceRate } from '../../market/margin.ts'
import { hour } from '../../market/units.ts'
import type { Timeline } from './timeline.ts'

/**
 * Upper bounds of the loss within each slot of a timeline, as fractions of notional at the previous close. Each bound
 * is the largest over all symbols.
 */
export interface Risks {
  /** Largest possible loss, including funding and maintenance margin. */
  readonly worst: Float64Array
  /** Largest gap between the previous close and the open, including funding of the opening hour. */
  readonly jump: Float64Array
}

/** Factor that allows for slippage and ticks, which can move a fill outside the range of its bar. */
const margin = 1.02

/**
 * Computes the bounds of every slot. An account whose equity exceeds its notional times the bound was certainly not
 * liquidated in that slot.
 */
export function risksOf({ openTime, spans }: Timeline, costs: Costs, instruments: readonly Instrument[]): Risks {
  const worst = new Float64Array(openTime.length)
  const jump = new Float64Array(openTime.length)
  spans.forEach(({ bars, from, to, firstSlot, gaps }, k) => {
    const { tiers, funding } = instruments[k]
    const maintenance = Math.max(...tiers.map(maintenanceRate))
    const hours = Math.ceil(bars.interval / hour) + 1
    for (let slot = firstSlot, row = from; slot < openTime.length; slot++) {
      const hasBar = gaps ? gaps.rowOf[slot] >= 0 : row < to
      if (!hasBar) {
        worst[slot] = Math.max(worst[slot], maintenance * margin)
        continue
      }
      const open = bars.open[row]
      const before = row > from ? bars.close[row - 1] : open
      const [high, low] = [Math.max(bars.high[row], before), Math.min(bars.low[row], before)]
      const known = bars.funding?.[row]
      const isUnknown = known === undefined || Number.isNaN(known)
      const hourly = isUnknown
        ? costs.unknownFunding / 10_000
        : Math.abs(known) * Math.max(1, costs.paidFundingFactor ?? 1)
      const rate = funding === 'none' ? 0 : hourly
      const most = (high - low + high * (maintenance + hours * rate)) / low
      worst[slot] = Math.max(worst[slot], most * margin)
      jump[slot] = Math.max(jump[slot], (Math.abs(open - before) + open * rate) / before)
      row++
    }
  })
  return { worst, jump }
}
