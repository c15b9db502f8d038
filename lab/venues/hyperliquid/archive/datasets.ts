import { type DurationMs, day, type EpochMs, hour } from '../../../market/units.ts'
import type { Region } from './prices.ts'

/** Kinds of archived data that can be fetched. */
export const archiveKinds = ['books', 'contexts', 'trades'] as const
export type ArchiveKind = (typeof archiveKinds)[number]

/** Files of one kind in one bucket: one file for each time range, or one for each time range and coin. */
export interface Dataset {
  readonly name: 'l2Book' | 'asset_ctxs' | 'node_trades' | 'node_fills' | 'node_fills_by_block'
  readonly bucket: string
  readonly region: Region
  /** Length of the time range of one file. */
  readonly span: DurationMs
  /** Whether each coin has its own files. */
  readonly byCoin: boolean
  /** Key of the file whose time range contains t; `coin` is ignored unless `byCoin`. */
  key(t: EpochMs, coin: string): string
  /** Common beginning of the keys of all files of t's day or month, for listing the bucket. */
  prefix(t: EpochMs): string
}

const archive = { bucket: 'hyperliquid-archive', region: 'us-east-1' } as const
const node = { bucket: 'hl-mainnet-node-data', region: 'ap-northeast-1', span: hour, byCoin: false } as const

/** The day in a key: `20230916`. */
const dayOf = (t: EpochMs) => new Date(t).toISOString().slice(0, 10).replaceAll('-', '')
/** The hour in a key, without leading zero: 0 to 23. */
const hourOf = (t: EpochMs) => new Date(t).getUTCHours()

const hourly = (name: 'node_trades' | 'node_fills' | 'node_fills_by_block'): Dataset => ({
  ...node,
  name,
  key: t => `${name}/hourly/${dayOf(t)}/${hourOf(t)}.lz4`,
  prefix: t => `${name}/hourly/${dayOf(t).slice(0, 6)}`,
})

/** Snapshots of the book, about two per second, since 2023-04. */
export const bookFiles: Dataset = {
  ...archive,
  ...{ name: 'l2Book', span: hour, byCoin: true },
  key: (t, coin) => `market_data/${dayOf(t)}/${hourOf(t)}/l2Book/${coin}.lz4`,
  prefix: t => `market_data/${dayOf(t)}/`,
}
/** Asset contexts of every market, one per minute, since 2023-05-20. */
export const contextFiles: Dataset = {
  ...archive,
  ...{ name: 'asset_ctxs', span: day, byCoin: false },
  key: t => `asset_ctxs/${dayOf(t)}.csv.lz4`,
  prefix: t => `asset_ctxs/${dayOf(t).slice(0, 6)}`,
}
/** Trades without ids, 2025-03-22 to 2025-06-21, with gaps. */
export const nodeTradeFiles = hourly('node_trades')
/** Fills, 2025-05-25 14:00 to 2025-07-27 08:00, UTC. */
export const fillFiles = hourly('node_fills')
/** Fills by block, since 2025-07-27 08:00, UTC. */
export const blockFiles = hourly('node_fills_by_block')

/** The datasets that hold each kind of data. */
export const datasetsOf: Readonly<Record<ArchiveKind, readonly Dataset[]>> = {
  books: [bookFiles],
  contexts: [contextFiles],
  trades: [nodeTradeFiles, fillFiles, blockFiles],
}

/** Hour of the first file of fills, which covers only part of it. */
const firstFillHour = Date.UTC(2025, 4, 25, 14)

/**
 * Chooses which of the files of one time range to read. Both kinds of fill files give a trade the same id, so both may
 * be read. Files of trades have no ids and would store each trade a second time, so they are read only where files of
 * fills are absent or incomplete.
 *
 * @param t start of the time range
 */
export function chosen<T extends { readonly dataset: Dataset }>(t: EpochMs, files: readonly T[]): readonly T[] {
  const plain = files.filter(({ dataset }) => dataset === nodeTradeFiles)
  const better = files.filter(({ dataset }) => dataset !== nodeTradeFiles)
  return plain.length && (better.length === 0 || t === firstFillHour) ? plain : better
}
