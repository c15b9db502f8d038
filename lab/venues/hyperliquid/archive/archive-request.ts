import { InputError } from '../../../input-error.ts'
import type { EpochMs } from '../../../market/units.ts'
import { type ArchiveKind, type Dataset, datasetsOf } from './datasets.ts'

/** A request for files of the archive. */
export interface ArchiveRequest {
  readonly kind: ArchiveKind
  /** Coins in the venue's spelling. Empty means all, which is not allowed for books. */
  readonly coins: readonly string[]
  readonly from: EpochMs
  /** Exclusive. */
  readonly to: EpochMs
}

/** A time range for which the archive should have a file. */
export interface Slot {
  readonly t: EpochMs
  /** Empty where one file holds all coins. */
  readonly coin: string
}

/**
 * Every time range that should have a file, in order of coin, then time. @throws InputError for a request without time range
 * or coins
 */
export function slotsOf({ kind, coins, from, to }: ArchiveRequest): Slot[] {
  const [{ span, byCoin }] = datasetsOf[kind]
  if (!(from < to)) throw new InputError(`--to: expected a time after --from, found ${new Date(to).toISOString()}`)
  if (byCoin && coins.length === 0) throw new InputError(`--coins: expected at least one coin for ${kind}, found none`)
  for (const coin of coins) {
    // Coins become part of a key, and of a prefix that is listed.
    if (!/^[\w@][\w@:.-]*(\/[\w.-]+)?$/.test(coin))
      throw new InputError(`--coins: expected names like BTC, found "${coin}"`)
  }
  const slots: Slot[] = []
  for (const coin of byCoin ? new Set(coins) : [''])
    for (let t = Math.floor(from / span) * span; t < to; t += span) slots.push({ t: t as EpochMs, coin })
  return slots
}

/** Keys of all files that the request may need. */
export const keysOf = (request: ArchiveRequest): Set<string> =>
  new Set(slotsOf(request).flatMap(({ t, coin }) => datasetsOf[request.kind].map(dataset => dataset.key(t, coin))))

/** Prefixes to list in order to know which of the files exist. */
export function prefixesOf(request: ArchiveRequest): (readonly [Dataset, string])[] {
  const times = new Set(slotsOf(request).map(({ t }) => t))
  return datasetsOf[request.kind].flatMap(dataset =>
    [...new Set([...times].map(t => dataset.prefix(t)))].map(prefix => [dataset, prefix] as const),
  )
}
