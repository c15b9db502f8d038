import type { Bars } from '../market/bars.ts'
import type { EnhancerInput } from './enhancer.ts'

/** The other symbols, by name: what is summed over them then does not depend on the order in which a market is listed. */
export const others = ({ bars, market }: EnhancerInput): readonly Bars[] =>
  market.filter(({ symbol }) => symbol !== bars.symbol).sort(byName)

export const byName = (a: Bars, b: Bars): number => (a.symbol < b.symbol ? -1 : 1)
