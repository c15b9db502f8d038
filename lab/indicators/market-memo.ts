import type { Bars } from '../market/bars.ts'

/**
 * Returns `compute()` for a whole market; reuses the latest result when market and parameters are the same as in the
 * previous call of that name.
 *
 * @param name       identifies the computation: one name, one function
 * @param market     bars of at least one symbol, in a fixed order, compared by identity
 * @param parameters everything else that the result depends on
 */
export type OfMarket = <T>(name: string, market: readonly Bars[], parameters: readonly number[], compute: () => T) => T

interface Latest {
  readonly market: readonly Bars[]
  readonly parameters: readonly number[]
  readonly value: unknown
}

/**
 * Keeps the latest result of each name per market. A universe is computed symbol by symbol, and each symbol needs the
 * same market-wide result. A result is kept as long as the bars of the market's first symbol are in memory.
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
