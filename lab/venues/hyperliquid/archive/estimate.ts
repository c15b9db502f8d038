import type { DurationMs, EpochMs, Usd } from '../../../market/units.ts'
import { type ArchiveRequest, type Slot, slotsOf } from './archive-request.ts'
import { chosen, type Dataset, datasetsOf } from './datasets.ts'
import { gigabyte, prices } from './prices.ts'

/** A file of the archive. */
export interface ArchiveFile {
  readonly dataset: Dataset
  readonly key: string
  /** Without quotes: what S3 says of its content. */
  readonly etag: string
  readonly bytes: number
  /** What it is about. */
  readonly t: EpochMs
  readonly coin: string
}

/** A listed object, before we know what it is about. */
export type Listed = Pick<ArchiveFile, 'dataset' | 'key' | 'etag' | 'bytes'>

/** A time range for which the archive has no file. */
export interface ArchiveGap {
  /** Empty where files hold all coins. */
  readonly coin: string
  readonly from: EpochMs
  readonly to: EpochMs
  /** There are files before it and after it: it will hardly be filled. Others were too early, or are still to be uploaded. */
  readonly isInner: boolean
}

/** What there is of what is asked for, and what it costs to have it. */
export interface Estimate {
  readonly request: ArchiveRequest
  /** Time ranges that should have a file, and those that have one. */
  readonly slots: number
  readonly present: number
  readonly coverage: readonly Coverage[]
  readonly gaps: readonly ArchiveGap[]
  /** Still to be downloaded. */
  readonly files: readonly ArchiveFile[]
  /** In the lake already. */
  readonly taken: number
  /** Of `files`. */
  readonly bytes: number
  readonly cost: { readonly transfer: Usd; readonly gets: Usd; readonly total: Usd; readonly spentOnLists: Usd }
}

/** Files there are for one coin, or for all coins together, of those that there should be. */
export interface Coverage {
  readonly coin: string
  readonly slots: number
  readonly present: number
}

/**
 * @param listed what the archive holds, at least of what is asked for
 * @param isTaken whether a file need not be downloaded again
 * @param lists requests made so far to learn this
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

/** Each file is one request; those that are cut off and continued are more, and too few to matter. */
function costOf(files: readonly ArchiveFile[], spentOnLists: Usd) {
  let [transfer, gets] = [0, 0]
  for (const { dataset, bytes } of files) {
    transfer += (bytes / gigabyte) * prices[dataset.region].perGigabyte
    gets += prices[dataset.region].perGet
  }
  return { transfer, gets, total: transfer + gets, spentOnLists }
}
