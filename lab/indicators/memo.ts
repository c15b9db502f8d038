import type { Column } from '../market/bars.ts'
import { functions } from './functions.ts'
import { marketMemo, type OfMarket } from './market-memo.ts'

/** What an indicator gives: one column, or several by name. */
export type Columns = Column | Readonly<Record<string, Column>>

/** The read-only face of the same columns: whoever gets them shares them. */
export type Shared<T extends Columns> = T extends Column ? Column : { readonly [Name in keyof T]: Column }

export interface MemoCounts {
  readonly hits: number
  readonly misses: number
  readonly evictions: number
  readonly entries: number
  /** Held now: 8 per value and `entryBytes` per entry. */
  readonly bytes: number
}

/** Columns computed once and shared by everyone who asks for the same. */
export interface Memo {
  /**
   * The columns that `compute` gives, from memory where it has been asked before.
   *
   * @param name       says what `compute` does: one name, one function
   * @param columns    inputs, told apart by identity: equal values in another array are another input
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

/** What keeping an entry costs beside its values: key, map slot and array headers, rounded up. */
export const entryBytes = 512

/**
 * A memo that holds at most `budgetBytes` and lets go of what was used longest ago. What is larger than the whole budget is
 * computed and not kept. It holds results, never its inputs: those remain free to be collected.
 *
 * @throws RangeError when the budget is negative or not a number
 */
export function createMemo(budgetBytes: number): Memo {
  if (!(budgetBytes >= 0)) throw new RangeError(`memo: budget is ${budgetBytes}, expected bytes ≥ 0`)
  const identities = new WeakMap<Column, number>()
  // A Map iterates in order of insertion: the first key is the one used longest ago.
  const kept = new Map<string, { readonly value: Columns; readonly bytes: number }>()
  let [known, hits, misses, evictions, bytes] = [0, 0, 0, 0, 0]

  const identity = (column: Column) => {
    const found = identities.get(column)
    if (found !== undefined) return found
    identities.set(column, ++known)
    return known
  }

  // Asked for every column of every genome: one column and one number are told without lists.
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
 * Every indicator under its own name, as a seed sees it: same arguments as the function, but the columns that come back
 * may be shared with others and can only be read.
 */
export type Indicators = { readonly [Name in keyof typeof functions]: Read<(typeof functions)[Name]> } & {
  /** What several symbols are together, worked out once for all of them. */
  readonly ofMarket: OfMarket
}

/** Computes at every call. */
export const plain: Indicators = { ...functions, ofMarket: (_name, _market, _parameters, compute) => compute() }

/** The same, and what is computed of a market is remembered, where it was not: for whoever asks about one symbol after the other. */
export const sharingMarkets = (indicators: Indicators): Indicators =>
  indicators.ofMarket === plain.ofMarket ? { ...indicators, ofMarket: marketMemo() } : indicators

/** Computes what the memo does not hold. */
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
