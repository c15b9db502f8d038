import type { Bars } from '../market/bars.ts'
import type { EnhancerInput } from './enhancer.ts'

/** The other symbols, sorted by name, so that sums over them do not depend on the order of the market. */
export const others = ({ bars, market }: EnhancerInput): readonly Bars[] =>
  market.filter(({ symbol }) => symbol !== bars.symbol).sort(byName)

/** Order by symbol, for `sort`. */
export const byName = (a: Bars, b: Bars): number => (a.symbol < b.symbol ? -1 : 1)
