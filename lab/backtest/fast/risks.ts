import type { Costs } from '../../market/fees.ts'
import type { Instrument } from '../../market/instrument.ts'
import { maintenanceRate } from '../../market/margin.ts'
import { hour } from '../../market/units.ts'
import type { Timeline } from './timeline.ts'

/** What any symbol may do to a wallet within a slot, as parts of its notional at the close before. */
export interface Risks {
  /** The most that may be lost, funding and the margin that has to be kept included. */
  readonly worst: Float64Array
  /** How far one may open from its last close, and what its opening hour may cost. */
  readonly jump: Float64Array
}

/** For slippage and ticks, by which a fill may lie outside its bar. */
const margin = 1.02

/** Bounds, not measures: a wallet that is above them has surely survived, and surely had its margin. */
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
