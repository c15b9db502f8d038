import type { Column } from '../market/bars.ts'
import { functions } from './functions.ts'
import { marketMemo, type OfMarket } from './market-memo.ts'

/** The output of an indicator: one column, or several by name. */
export type Columns = Column | Readonly<Record<string, Column>>

/** The type of the same columns, but read-only, because several callers share them. */
export type Shared<T extends Columns> = T extends Column ? Column : { readonly [Name in keyof T]: Column }

/** State of a memo: numbers of hits, misses and evictions since it was created, and its present content. */
export interface MemoCounts {
  readonly hits: number
  readonly misses: number
  readonly evictions: number
  /** Number of entries held. */
  readonly entries: number
  /** Estimated memory of the entries: 8 bytes per value and `entryBytes` per entry. */
  readonly bytes: number
}

/** A cache of indicator columns, shared by all callers that need the same ones. */
export interface Memo {
  /**
   * Returns the cached columns, or calls `compute` and caches its result.
   *
   * @param name       identifies the computation: always use a name with the same function
   * @param columns    inputs, compared by identity: equal values in another array are another input
   * @param parameters everything else that the result depends on
   */
  get<T extends Columns>(
    name: string,
    columns: readonly Column[],
    parameters: readonly number[],
    compute: () => T,
  ): Shared<T>
  counts(): MemoCounts
}

/** Overhead of a cache entry in bytes, besides its values: key, map slot and array headers, rounded up. */
export const entryBytes = 512

/**
 * A memo that holds at most `budgetBytes` and evicts the least recently used entry first. A result larger than the
 * whole budget is not kept. The memo keeps results only; its input columns can still be garbage-collected.
 *
 * @throws RangeError when the budget is negative or not a number
 */
export function createMemo(budgetBytes: number): Memo {
  if (!(budgetBytes >= 0)) throw new RangeError(`memo: budget is ${budgetBytes}, expected bytes ≥ 0`)
  const identities = new WeakMap<Column, number>()
  // A Map iterates in insertion order: the first key is the least recently used.
  const kept = new Map<string, { readonly value: Columns; readonly bytes: number }>()
  let [known, hits, misses, evictions, bytes] = [0, 0, 0, 0, 0]

  const identity = (column: Column) => {
    const found = identities.get(column)
    if (found !== undefined) return found
    identities.set(column, ++known)
    return known
  }

  // Hot path: called for every column of every genome. The common case of one column and one number allocates no lists.
  const keyOf = (name: string, columns: readonly Column[], parameters: readonly number[]) =>
    columns.length === 1 && parameters.length === 1
      ? `${identity(columns[0])}|${parameters[0]}|${name}`
      : `${columns.map(identity).join()}|${parameters.join()}|${name}`

  const keep = (key: string, value: Columns) => {
    const size = sizeOf(value)
    if (size > budgetBytes) return
    for (const [oldest, entry] of kept) {
      if (bytes + size <= budgetBytes) break
      kept.delete(oldest)
      bytes -= entry.bytes
      evictions++
    }
    kept.set(key, { value, bytes: size })
    bytes += size
  }

  return {
    get<T extends Columns>(name: string, columns: readonly Column[], parameters: readonly number[], compute: () => T) {
      const key = keyOf(name, columns, parameters)
      const entry = kept.get(key)
      if (entry) {
        hits++
        kept.delete(key)
        kept.set(key, entry)
        return entry.value as Shared<T>
      }
      misses++
      const value: Columns = compute()
      keep(key, value)
      return value as Shared<T>
    },
    counts: () => ({ hits, misses, evictions, entries: kept.size, bytes }),
  }
}

type Read<F> = F extends (...inputs: infer Inputs) => infer R
  ? (...inputs: Inputs) => R extends Columns ? Shared<R> : never
  : never

/**
 * Every indicator under its own name, as seeds use them. Arguments are those of the plain function; the returned
 * columns may be shared with other callers and are read-only.
 */
export type Indicators = { readonly [Name in keyof typeof functions]: Read<(typeof functions)[Name]> } & {
  /** Market-wide computations over several symbols, done once for all of them. */
  readonly ofMarket: OfMarket
}

/** Indicators without a cache: every call computes its result. */
export const plain: Indicators = { ...functions, ofMarket: (_name, _market, _parameters, compute) => compute() }

/**
 * Adds a cache for market-wide computations to indicators that have none, for callers that process one symbol after the
 * other.
 */
export const sharingMarkets = (indicators: Indicators): Indicators =>
  indicators.ofMarket === plain.ofMarket ? { ...indicators, ofMarket: marketMemo() } : indicators

/** Indicators that return cached columns from the memo, and compute and cache the others. */
export function memoised(memo: Memo): Indicators {
  const remembering = Object.entries(functions).map(([name, compute]) => {
    const f = compute as (...inputs: readonly (Column | number)[]) => Columns
    return [
      name,
      (...inputs: readonly (Column | number)[]) => {
        const columns = inputs.filter(input => typeof input !== 'number')
        const parameters = inputs.filter(input => typeof input === 'number')
        return memo.get(name, columns, parameters, () => f(...inputs))
      },
    ]
  })
  return { ...(Object.fromEntries(remembering) as Omit<Indicators, 'ofMarket'>), ofMarket: marketMemo() } as Indicators
}

const isColumn = (value: Columns): value is Column => typeof value.length === 'number'

function sizeOf(value: Columns): number {
  const columns = isColumn(value) ? [value] : Object.values(value)
  return columns.reduce((sum, column) => sum + 8 * column.length, entryBytes)
}
