import type { DurationMs, EpochMs, Usd } from '../../../market/units.ts'
import { type ArchiveRequest, type Slot, slotsOf } from './archive-request.ts'
import { chosen, type Dataset, datasetsOf } from './datasets.ts'
import { gigabyte, prices } from './prices.ts'

/** A file of the archive. */
export interface ArchiveFile {
  readonly dataset: Dataset
  readonly key: string
  /** S3's hash of the content, without quotes. */
  readonly etag: string
  readonly bytes: number
  /** Start of the file's time range. */
  readonly t: EpochMs
  readonly coin: string
}

/** A listed object whose time and coin are not known yet. */
export type Listed = Pick<ArchiveFile, 'dataset' | 'key' | 'etag' | 'bytes'>

/** A time range for which the archive has no file. */
export interface ArchiveGap {
  /** Empty where one file holds all coins. */
  readonly coin: string
  readonly from: EpochMs
  readonly to: EpochMs
  /**
   * Whether files exist before and after it, so that it will hardly be filled. Other gaps are too early, or not uploaded yet.
   */
  readonly isInner: boolean
}

/** What the archive holds of a request, and the cost to download it. */
export interface Estimate {
  readonly request: ArchiveRequest
  /** Number of time ranges that should have a file. */
  readonly slots: number
  /** How many of those have one. */
  readonly present: number
  readonly coverage: readonly Coverage[]
  readonly gaps: readonly ArchiveGap[]
  /** Files still to be downloaded. */
  readonly files: readonly ArchiveFile[]
  /** Number of files that are in the lake already. */
  readonly taken: number
  /** Size of `files`. */
  readonly bytes: number
  readonly cost: { readonly transfer: Usd; readonly gets: Usd; readonly total: Usd; readonly spentOnLists: Usd }
}

/** Number of files that exist for one coin, or for all coins together, beside the number that should. */
export interface Coverage {
  readonly coin: string
  readonly slots: number
  readonly present: number
}

/**
 * Estimates the size and cost of a request.
 *
 * @param listed files of the archive; at least those of the request
 * @param isTaken whether a file is in the lake already
 * @param lists cost in USD of the listing requests made so far
 */
export function estimate(
  request: ArchiveRequest,
  listed: readonly Listed[],
  isTaken: (file: ArchiveFile) => boolean,
  lists: Usd,
): Estimate {
  const byKey = new Map(listed.map(file => [file.key, file]))
  const slots = slotsOf(request)
  const [{ span }] = datasetsOf[request.kind]
  const missing: Slot[] = []
  const found: ArchiveFile[] = []
  for (const { t, coin } of slots) {
    const files = datasetsOf[request.kind].flatMap(dataset => {
      const file = byKey.get(dataset.key(t, coin))
      return file?.dataset === dataset ? [{ ...file, t, coin }] : []
    })
    if (files.length === 0) missing.push({ t, coin })
    found.push(...chosen(t, files))
  }
  const files = found.filter(file => !isTaken(file))
  return {
    ...{ request, slots: slots.length, present: slots.length - missing.length },
    coverage: coverageOf(slots, missing),
    gaps: gapsOf(missing, slots, span),
    ...{ files, taken: found.length - files.length, bytes: files.reduce((sum, { bytes }) => sum + bytes, 0) },
    cost: costOf(files, lists),
  }
}

function coverageOf(slots: readonly Slot[], missing: readonly Slot[]): Coverage[] {
  const lacking = countByCoin(missing)
  return [...countByCoin(slots)].map(([coin, all]) => ({ coin, slots: all, present: all - (lacking.get(coin) ?? 0) }))
}

function countByCoin(slots: readonly Slot[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const { coin } of slots) counts.set(coin, (counts.get(coin) ?? 0) + 1)
  return counts
}

function gapsOf(missing: readonly Slot[], slots: readonly Slot[], span: DurationMs): ArchiveGap[] {
  const gaps: Omit<ArchiveGap, 'isInner'>[] = []
  for (const { t, coin } of missing) {
    const last = gaps.at(-1)
    const to = (t + span) as EpochMs
    if (last && last.coin === coin && last.to === t) gaps[gaps.length - 1] = { ...last, to }
    else gaps.push({ coin, from: t, to })
  }
  const [first, end] = [slots[0].t, slots[slots.length - 1].t + span]
  return gaps.map(gap => ({ ...gap, isInner: gap.from > first && gap.to < end }))
}

/** Cost in USD: one request for each file. Requests that continue an interrupted download are few and not counted. */
function costOf(files: readonly ArchiveFile[], spentOnLists: Usd) {
  let [transfer, gets] = [0, 0]
  for (const { dataset, bytes } of files) {
    transfer += (bytes / gigabyte) * prices[dataset.region].perGigabyte
    gets += prices[dataset.region].perGet
  }
  return { transfer, gets, total: transfer + gets, spentOnLists }
}
