import { type DurationMs, hour, minute } from '../../market/units.ts'
import type { TableName } from './tables.ts'

/** Type of a column in DuckDB. */
export type ColumnType = 'VARCHAR' | 'BIGINT' | 'DOUBLE' | 'BOOLEAN' | 'DOUBLE[]'

export interface Column {
  /** Name in SQL; row types in TypeScript have it in camelCase. */
  readonly name: string
  readonly type: ColumnType
  /**
   * Whether the value may be unknown (NULL), and what happens when a row with NULL is written over an older one:
   * - `never`: NULL is not allowed
   * - `kept`: the older value is kept
   * - `measured`: the older value is kept if the volume is the same, because it was measured on those trades
   */
  readonly unknown: 'never' | 'kept' | 'measured'
}

export interface Table {
  readonly name: TableName
  /** Whether an interval is part of what identifies a series, beside venue and symbol. */
  readonly byInterval: boolean
  /** Columns that identify a row within its series; `t` is the first. */
  readonly keys: readonly string[]
  /** Order in which rows of a series are read, where it is not that of `keys`. */
  readonly order?: readonly string[]
  /** All columns but those of the series; includes `keys`. */
  readonly columns: readonly Column[]
  /** `strftime` format of a row's period. Rows of one series and period share a large file. */
  readonly period: (interval: DurationMs) => string
}

/** Version of the file contents. Version 2 added vwap and trades to candles, and all other tables. */
export const schemaVersion = 2

/** Column types with a suffix: `?` means `kept` when unknown, `~` means `measured`, none means `never`. */
const columnsOf = (spec: Readonly<Record<string, string>>): Column[] =>
  Object.entries(spec).map(([name, type]) => ({
    name,
    type: type.replace(/[?~]$/, '') as ColumnType,
    unknown: type.endsWith('?') ? 'kept' : type.endsWith('~') ? 'measured' : 'never',
  }))

/**
 * SQL for a column's value after row `newer` was written over row `older` of the same key.
 *
 * @param older alias of the older row, which may be all NULL because there is none
 */
export function upsertedValue({ name, unknown }: Column, newer: string, older: string): string {
  const [now, before] = [`${newer}.${quoted(name)}`, `${older}.${quoted(name)}`]
  if (unknown === 'kept') return `coalesce(${now}, ${before})`
  if (unknown === 'measured') return `coalesce(${now}, case when ${newer}.volume = ${older}.volume then ${before} end)`
  return now
}

const byDay = () => '%Y-%m-%d'
const byMonth = () => '%Y-%m'
const byYear = () => '%Y'

/** Long enough that a file has more than a few rows, short enough that it is not rewritten for every second of a busy day. */
const candlePeriod = (interval: DurationMs): string =>
  interval < minute ? byDay() : interval >= 4 * hour ? byYear() : byMonth()

const [text, whole, number, flag, list] = ['VARCHAR', 'BIGINT', 'DOUBLE', 'BOOLEAN', 'DOUBLE[]']

/** The lake's tables, as `tables.ts` describes them. */
export const tables: Readonly<Record<TableName, Table>> = {
  candles: {
    name: 'candles',
    byInterval: true,
    keys: ['t'],
    columns: columnsOf({
      ...{ t: whole, open: number, high: number, low: number, close: number, volume: number },
      ...{ funding: `${number}?`, vwap: `${number}~`, trades: `${number}~` },
    }),
    period: candlePeriod,
  },
  trades: {
    name: 'trades',
    byInterval: false,
    keys: ['t', 'id'],
    // Trades of one block share their time and their ids are hashes, so only `sequence` gives their order.
    order: ['t', 'sequence', 'id'],
    columns: columnsOf({ t: whole, id: whole, sequence: `${number}?`, side: text, price: number, size: number }),
    period: byDay,
  },
  funding: {
    name: 'funding',
    byInterval: false,
    keys: ['t'],
    columns: columnsOf({ t: whole, rate: number, hours: number, premium: `${number}?` }),
    period: byYear,
  },
  asset_contexts: {
    name: 'asset_contexts',
    byInterval: false,
    keys: ['t'],
    columns: columnsOf({
      ...{ t: whole, funding: number, open_interest: number, prev_day_price: number, day_volume_usd: number },
      ...{ day_volume_base: `${number}?`, premium: `${number}?`, oracle_price: number, mark_price: number },
      ...{ mid_price: `${number}?`, impact_bid: `${number}?`, impact_ask: `${number}?` },
    }),
    period: byMonth,
  },
  books: {
    name: 'books',
    byInterval: false,
    keys: ['t'],
    columns: columnsOf({ t: whole, bid_prices: list, bid_sizes: list, ask_prices: list, ask_sizes: list }),
    period: byDay,
  },
  sentiment: {
    name: 'sentiment',
    byInterval: false,
    keys: ['t'],
    columns: columnsOf({ t: whole, value: number, known_at: whole }),
    period: byYear,
  },
  fills: {
    name: 'fills',
    byInterval: false,
    keys: ['t', 'account', 'trade_id', 'order_id'],
    columns: columnsOf({
      ...{ t: whole, account: text, trade_id: whole, order_id: whole, client_id: `${text}?`, side: text },
      ...{ price: number, size: number, fee: number, fee_token: text, closed_pnl: number },
      ...{ start_position: number, is_maker: flag },
    }),
    period: byMonth,
  },
  gaps: {
    name: 'gaps',
    byInterval: false,
    keys: ['t', 'stream'],
    columns: columnsOf({ t: whole, to: whole, stream: text, reason: text }),
    period: byYear,
  },
  listings: {
    name: 'listings',
    byInterval: false,
    keys: ['t'],
    columns: columnsOf({
      ...{ t: whole, max_leverage: number, size_decimals: number, is_delisted: flag, is_only_isolated: flag },
    }),
    period: byYear,
  },
}

export const tableNames = Object.keys(tables) as TableName[]

/** Columns that identify a row's series; they come before the table's own columns. */
export const seriesColumns = (table: Table): readonly string[] =>
  table.byInterval ? ['venue', 'interval', 'symbol'] : ['venue', 'symbol']

/** A column name in quotes, which `to` needs because it is an SQL keyword. */
export const quoted = (name: string): string => `"${name}"`

/** `open_interest` of SQL is `openInterest` in TypeScript. */
export const camelCase = (name: string): string => name.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase())
