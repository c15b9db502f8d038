import type { Bars } from '../market/bars.ts'

/**
 * Returns the result of `compute()`, computed once for a whole market. The result is reused while calls of the same
 * name pass the same market and parameters.
 *
 * @param name       name of the computation; each name stands for one function
 * @param market     bars of at least one symbol, in a fixed order, compared by identity
 * @param parameters all other numbers that affect the result
 */
export type OfMarket = <T>(name: string, market: readonly Bars[], parameters: readonly number[], compute: () => T) => T

interface Latest {
  readonly market: readonly Bars[]
  readonly parameters: readonly number[]
  readonly value: unknown
}

/**
 * Creates a memo that keeps the latest result of each name per market. Exposures are computed symbol by symbol, and
 * each symbol needs the same result for the whole market. A result is kept as long as the bars of the first symbol are
 * in memory.
 */
export function marketMemo(): OfMarket {
  const latest = new WeakMap<Bars, Map<string, Latest>>()
  return <T>(name: string, market: readonly Bars[], parameters: readonly number[], compute: () => T): T => {
    const [first] = market
    const byName = latest.get(first) ?? new Map<string, Latest>()
    const before = byName.get(name)
    if (before && isSame(before.market, market) && isSame(before.parameters, parameters)) return before.value as T
    const value = compute()
    byName.set(name, { market, parameters, value })
    latest.set(first, byName)
    return value
  }
}

const isSame = (a: readonly unknown[], b: readonly unknown[]) => a.length === b.length && a.every((x, k) => x === b[k])
