import type { Shape } from './moments.ts'
import { normalCdf, normalQuantile } from './normal.ts'
import { probabilisticSharpe2025 } from './probabilistic-sharpe.ts'
import { sharpeError2025 } from './sharpe-error.ts'

/** What is believed before anything is seen: ratios per period. */
export interface Prior {
  /** Sharpe ratio of a strategy without skill. */
  readonly nullSharpe: number
  /** Sharpe ratio of one that is worth having. */
  readonly goodSharpe: number
  /** Share of strategies that are. */
  readonly share: number
}

export interface FalseDiscovery {
  /** Probability that a good one is missed. */
  readonly beta: number
  /** Probability that one that passes the test is without skill. */
  readonly planned: number
  /** Probability that this one is without skill, after what it has shown. */
  readonly observed: number
}

/**
 * How often such a test is wrong about those that it lets pass.
 *
 * @param sharpe  observed, per period
 * @param periods T
 * @param alpha   probability that one without skill passes
 * @returns undefined where the moments leave no variance
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
