import type { Shape } from './moments.ts'
import { normalCdf, normalQuantile } from './normal.ts'
import { probabilisticSharpe2025 } from './probabilistic-sharpe.ts'
import { sharpeError2025 } from './sharpe-error.ts'

/** Prior assumptions; Sharpe ratios per period. */
export interface Prior {
  /** Sharpe ratio of a strategy without skill. */
  readonly nullSharpe: number
  /** Sharpe ratio of a strategy with skill. */
  readonly goodSharpe: number
  /** Share of strategies with skill. */
  readonly share: number
}

export interface FalseDiscovery {
  /** Probability of missing a strategy with skill. */
  readonly beta: number
  /** Probability that a strategy that passes the test has no skill. */
  readonly planned: number
  /** Probability that this strategy has no skill, given its observed Sharpe ratio. */
  readonly observed: number
}

/**
 * False discovery rates of a test on the Sharpe ratio.
 *
 * @param sharpe observed, per period
 * @param periods number of returns, T
 * @param alpha probability that a strategy without skill passes
 * @returns undefined if the standard error does not exist
 * @see López de Prado, Lipton and Zoonekynd, "How to use the Sharpe ratio", 2025
 */
export function falseDiscovery(
  sharpe: number,
  periods: number,
  shape: Shape,
  { nullSharpe, goodSharpe, share }: Prior,
  alpha = 0.05,
): FalseDiscovery | undefined {
  const atNull = sharpeError2025(nullSharpe, periods, shape)
  const atGood = sharpeError2025(goodSharpe, periods, shape)
  const underNull = probabilisticSharpe2025(sharpe, periods, shape, nullSharpe)
  const underGood = probabilisticSharpe2025(sharpe, periods, shape, goodSharpe)
  if (atNull === undefined || atGood === undefined || underNull === undefined || underGood === undefined)
    return undefined
  const critical = nullSharpe + atNull * normalQuantile(1 - alpha)
  const beta = normalCdf((critical - goodSharpe) / atGood)
  const planned = 1 / (1 + ((1 - beta) * share) / (alpha * (1 - share)))
  const [unlucky, expected] = [(1 - underNull) * (1 - share), (1 - underGood) * share]
  return { beta, planned, observed: unlucky + expected > 0 ? unlucky / (unlucky + expected) : 0 }
}
