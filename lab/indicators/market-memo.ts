import type { Bars } from '../market/bars.ts'

/**
 * What `compute` gives of a whole market, from memory where that was asked last.
 *
 * @param name       says what `compute` does: one name, one function
 * @param market     bars of each symbol in one order, told apart by identity, at least one
 * @param parameters everything else that the result depends on
 */
export type OfMarket = <T>(name: string, market: readonly Bars[], parameters: readonly number[], compute: () => T) => T

interface Latest {
  readonly market: readonly Bars[]
  readonly parameters: readonly number[]
  readonly value: unknown
}

/**
 * Remembers the latest answer of each name about a market: a universe is asked symbol by symbol, and each symbol asks for the same. An answer
 * lives as long as the first of the market's bars do.
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
