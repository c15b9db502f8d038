import { rowByRow } from '../market/row-by-row.ts'
import { latest } from './latest.ts'
import { int, real, seed } from './seed.ts'

/**
 * Documented for rates of eight hours, with a threshold below 0 that turned the rule around, and, where funding was missing, with rates
 * made up of returns and noise. Here rates are per hour, an eighth, the threshold has no sign, and a market without funding is
 * refused. The threshold's range ends at .005 % an hour, 44 % a year; documented it reached to twelve times that, where fewer than one
 * hour in a hundred of the large perpetuals lies. It no longer doubles up on extreme rates: those turn.
 */
export const fundingCarry = seed({
  name: 'funding-carry',
  idea: 'Take the side that the crowd pays, for as long as it pays enough.',
  needs: ['funding'],
  genes: {
    /** Rate above which being paid is worth a position. */
    threshold: real(0, 0.00005, 'rate per hour'),
    /** Bars whose mean rate is the one that counts, so that one hour is not a crowd. */
    persistence: int(2, 24),
    /** How far the rate is thought to be on the way from that mean to the newest: 0 not at all, 1 there already. */
    momentum: real(0, 1, 'share of the way'),
    /** Share of the threshold below which the carry is over. */
    reversal: real(0.1, 1, 'share of the threshold'),
    /** Bars that a carry is held since the rate was last above the threshold, that bar included. */
    duration: int(1, 72),
  },
  warmup: ({ persistence, duration }) => persistence + duration,
  exposure(bars, { threshold, persistence, momentum, reversal, duration }, { sma }) {
    const funding = bars.funding ?? new Float64Array(bars.close.length).fill(Number.NaN)
    const mean = sma(funding, persistence)
    const rate = rowByRow(mean, (usual, i) => usual + momentum * (funding[i] - usual))
    /** Whether a side that is paid `rate` is taken (1), left (0), or kept as it is; an unknown rate is no reason to stay. */
    const taken = (paid: number) => (paid > threshold ? 1 : paid >= reversal * threshold ? Number.NaN : 0)
    const short = latest(rowByRow(rate, taken), duration)
    const long = latest(
      rowByRow(rate, paid => taken(-paid)),
      duration,
    )
    return rowByRow(long, (held, i) => held - short[i])
  },
})
