import { createReadStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import type { GapRow, TableName } from '../../../data/lake/tables.ts'
import { InputError } from '../../../input-error.ts'
import { venue } from '../reads/venue.ts'
import { bookReader } from './book.ts'
import { contextReader } from './context.ts'
import type { Dataset } from './datasets.ts'
import type { ArchiveFile, Estimate } from './estimate.ts'
import { type Fetch, fetchFile } from './fetch.ts'
import { blockReader, fillReader } from './fills.ts'
import type { Journal } from './journal.ts'
import { nodeTradeReader } from './node-trade.ts'
import type { Reader, Sink, Wanted } from './reader.ts'
import { readRows } from './rows.ts'
import type { Store } from './store.ts'
import { unpacked } from './unpacked.ts'

/** Options of a download. */
export interface DownloadOptions extends Omit<Fetch, 'onBytes'> {
  /** Receives the rows. */
  readonly sink: Sink
  /** Record of the files that are in the lake; each finished file is added. */
  readonly journal: Journal
  /** Number of files downloaded at the same time. Their contents are read one after the other. */
  readonly concurrency: number
  readonly onProgress?: (done: Progress) => void
}

/** Counts since the start of the download. */
export interface Progress {
  /** Number of finished files. */
  readonly files: number
  /** Bytes received, compressed. */
  readonly bytes: number
  /** Number of rows passed to the sink. */
  readonly rows: number
}

/** The outcome of a download. */
export interface DownloadResult extends Progress {
  /** Files that could not be downloaded or read. The next run tries them again. */
  readonly failed: readonly { readonly key: string; readonly reason: string }[]
  /** Number of valid records that gave no row, by reason. */
  readonly skipped: Readonly<Record<string, number>>
}

const readers: Readonly<Record<Dataset['name'], (wanted: Wanted) => Reader<TableName>>> = {
  l2Book: bookReader,
  asset_ctxs: contextReader,
  node_trades: nodeTradeReader,
  node_fills: fillReader,
  node_fills_by_block: blockReader,
}

/**
 * Downloads the files of an estimate and passes their rows to the sink. A file is recorded in the journal after the
 * sink has stored its last row. A failed file does not stop the others. Time ranges without a file between others are
 * passed to the sink as rows of `gaps`.
 *
 * @throws the signal's reason when aborted, and any error of the sink
 */
export async function downloadArchive(
  store: Store,
  { request, files, gaps }: Estimate,
  take: DownloadOptions,
): Promise<DownloadResult> {
  const { sink, journal, signal, concurrency, onProgress = () => {} } = take
  const done = { files: 0, bytes: 0, rows: 0 }
  const failed: { readonly key: string; readonly reason: string }[] = []
  const skipped: Record<string, number> = {}
  const halt = new AbortController()
  const inner = AbortSignal.any([signal, halt.signal])
  const waiting = [...files]
  // Reading uses one core, so files are read one after the other while others download.
  let turn: Promise<void> = Promise.resolve()

  const read = async (file: ArchiveFile, path: string): Promise<void> => {
    const coins = file.coin === '' ? request.coins : [file.coin]
    const some = new Set(coins)
    const reader = readers[file.dataset.name](symbol => some.size === 0 || some.has(symbol))
    const content = unpacked(createReadStream(path, { highWaterMark: 65_536 }), file.key)
    const result = await readRows(content, file.key, reader, sink, inner)
    await journal.add(file, coins, result.rows)
    done.rows += result.rows
    for (const [reason, count] of result.skipped) skipped[reason] = (skipped[reason] ?? 0) + count
  }
  const takeOne = async (file: ArchiveFile): Promise<void> => {
    const onBytes = (bytes: number) => {
      done.bytes += bytes
      onProgress(done)
    }
    const path = await fetchFile(store, file, { ...take, signal: inner, onBytes })
    const mine = turn.then(() => read(file, path))
    turn = mine.catch(() => {})
    // If reading fails, the file stays on the disk, because each download costs money.
    await mine
    await rm(path, { force: true })
  }
  const work = async (): Promise<void> => {
    for (let file = waiting.shift(); file && !inner.aborted; file = waiting.shift()) {
      try {
        await takeOne(file)
        done.files++
      } catch (error) {
        if (inner.aborted || !(error instanceof InputError)) throw error
        failed.push({ key: file.key, reason: error.message })
      }
      onProgress(done)
    }
  }
  const workers = Array.from({ length: concurrency }, () =>
    work().catch(error => {
      halt.abort(error)
      throw error
    }),
  )
  const ends = await Promise.allSettled(workers)
  signal.throwIfAborted()
  for (const end of ends) if (end.status === 'rejected') throw end.reason
  const rows = gapsOf(request, gaps)
  if (rows.length) await sink('gaps', rows)
  return { ...done, failed, skipped }
}

/** The archive's permanent gaps as rows of `gaps`, for each coin that was requested by name. */
const gapsOf = ({ kind, coins }: Estimate['request'], gaps: Estimate['gaps']): GapRow[] =>
  gaps
    .filter(({ isInner }) => isInner)
    .flatMap(({ coin, from, to }) =>
      (coin === '' ? coins : [coin]).map(symbol => ({
        ...{ venue, symbol, t: from, to },
        ...{ stream: kind, reason: 'the archive has no file' },
      })),
    )
