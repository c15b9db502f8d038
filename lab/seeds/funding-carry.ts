import { rowByRow } from '../market/row-by-row.ts'
import { latest } from './latest.ts'
import { int, real, seed } from './seed.ts'

/**
 * Takes the side that receives funding. A market without funding data is refused. The threshold is at most 0.005 % per
 * hour, which is 44 % per year. Extreme rates do not increase the position, because they tend to reverse.
 */
export const fundingCarry = seed({
  name: 'funding-carry',
  idea: 'Hold the side that receives funding, for as long as the rate is high enough.',
  needs: ['funding'],
  genes: {
    /** Rate above which receiving funding is worth a position. */
    threshold: real(0, 0.00005, 'rate per hour'),
    /** Bars over which the rate is averaged, so that a single hour does not decide. */
    persistence: int(2, 24),
    /** Weight of the newest rate against the average rate: 0 uses the average only, 1 the newest rate only. */
    momentum: real(0, 1, 'share of the way'),
    /** Rate below which the position is closed, as a share of the threshold. */
    reversal: real(0.1, 1, 'share of the threshold'),
    /** Bars that the position is held after the rate was last above the threshold, including that bar. */
    duration: int(1, 72),
  },
  warmup: ({ persistence, duration }) => persistence + duration,
  exposure(bars, { threshold, persistence, momentum, reversal, duration }, { sma }) {
    const funding = bars.funding ?? new Float64Array(bars.close.length).fill(Number.NaN)
    const mean = sma(funding, persistence)
    const rate = rowByRow(mean, (usual, i) => usual + momentum * (funding[i] - usual))
    /**
     * Event for the side that receives the rate `paid`: enter (1), exit (0), or NaN to keep the position. An unknown
     * rate gives 0.
     */
    const taken = (paid: number) => (paid > threshold ? 1 : paid >= reversal * threshold ? Number.NaN : 0)
    const short = latest(rowByRow(rate, taken), duration)
    const long = latest(
      rowByRow(rate, paid => taken(-paid)),
      duration,
    )
    return rowByRow(long, (held, i) => held - short[i])
  },
})
