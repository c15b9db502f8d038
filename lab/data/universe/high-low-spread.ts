import type { Bars } from '../../market/bars.ts'

/**
 * Estimates the bid–ask spread from highs and lows.
 *
 * The range of a bar contains the spread once, whatever the length of the bar. The part of the range due to volatility
 * grows with the square root of the length. So the ranges of two bars, compared with the range of both together,
 * separate spread from volatility.
 *
 * The result is the mean over all pairs of neighbouring bars. As in the paper, negative estimates count as 0, and a
 * price jump between the bars is removed. Where volatility is far above the spread, as on liquid perpetuals, the mean
 * is too high, more so for longer bars. Treat it as an upper bound.
 *
 * @returns fraction of the price; null without two neighbouring bars
 * @see Corwin and Schultz, "A Simple Way to Estimate Bid-Ask Spreads from Daily High and Low Prices", Journal of
 *   Finance 67 (2012), equations 14 and 18
 */
export function highLowSpread({ openTime, high, low, close, interval }: Bars): number | null {
  let sum = 0
  let pairs = 0
  for (let i = 1; i < openTime.length; i++) {
    if (openTime[i] - openTime[i - 1] !== interval) continue
    const jump = Math.max(0, low[i] - close[i - 1]) + Math.min(0, high[i] - close[i - 1])
    sum += Math.max(0, ofPair(high[i - 1], low[i - 1], high[i] - jump, low[i] - jump))
    pairs++
  }
  return pairs === 0 ? null : sum / pairs
}

const root2 = Math.SQRT2

/**
 * Estimate from two neighbouring bars, as a fraction of the price; may be negative. Greek letters are as in the paper.
 */
function ofPair(high1: number, low1: number, high2: number, low2: number): number {
  const beta = Math.log(high1 / low1) ** 2 + Math.log(high2 / low2) ** 2
  const gamma = Math.log(Math.max(high1, high2) / Math.min(low1, low2)) ** 2
  const alpha = ((root2 - 1) * Math.sqrt(beta) - Math.sqrt((3 - 2 * root2) * gamma)) / (3 - 2 * root2)
  return (2 * (Math.exp(alpha) - 1)) / (1 + Math.exp(alpha))
}
