import { showTime } from '../../../market/units.ts'
import { datasetsOf } from './datasets.ts'
import type { DownloadResult } from './download.ts'
import type { ArchiveGap, Estimate } from './estimate.ts'

/** Maximum number of gaps in the text; the others are counted. */
const shownGaps = 10

/** The estimate as text. */
export function showEstimate({ request, slots, present, coverage, gaps, files, taken, bytes, cost }: Estimate): string {
  const unit = datasetsOf[request.kind][0].byCoin ? 'files' : 'time ranges'
  const each = coverage.filter(({ coin }) => coin !== '')
  return [
    `${request.kind}: ${count(present)} of ${count(slots)} ${unit} exist, ${filesOf(taken)} in the lake already`,
    ...(each.length > 1
      ? each.map(({ coin, ...part }) => `  ${coin}: ${count(part.present)} of ${count(part.slots)}`)
      : []),
    ...gaps.slice(0, shownGaps).map(gap => `  missing: ${showGap(gap)}`),
    ...(gaps.length > shownGaps ? [`  missing: ${count(gaps.length - shownGaps)} more time ranges`] : []),
    `to download: ${filesOf(files.length)}, ${showBytes(bytes)}, costs ${about(cost.total)} ` +
      `(transfer ${showUsd(cost.transfer)}, requests ${showUsd(cost.gets)}; listing cost ${showUsd(cost.spentOnLists)})`,
  ].join('\n')
}

/** The outcome of a download as text. */
export function showDownload({ files, bytes, rows, failed, skipped }: DownloadResult): string {
  return [
    `${filesOf(files)}, ${showBytes(bytes)} downloaded, ${count(rows)} rows`,
    ...Object.entries(skipped).map(([reason, times]) => `  skipped: ${count(times)} ${reason}`),
    ...failed.map(({ reason }) => `  failed: ${reason}`),
  ].join('\n')
}

const showGap = ({ coin, from, to }: ArchiveGap) => `${coin && `${coin} `}${showTime(from)} to ${showTime(to)}`

/**
 * A rounded amount in USD. The exact cost is unknown, because AWS charges outgoing traffic together with the rest of
 * the month's traffic.
 */
export const about = (usd: number): string => (usd < 0.005 ? showUsd(usd) : `about ${showUsd(usd)}`)

export const showUsd = (usd: number): string =>
  usd > 0 && usd < 0.005 ? 'less than 0.01 USD' : `${usd.toFixed(2)} USD`

export const showBytes = (bytes: number): string =>
  bytes >= 2 ** 30 ? `${(bytes / 2 ** 30).toFixed(2)} GiB` : `${(bytes / 2 ** 20).toFixed(1)} MiB`

const count = (x: number) => x.toLocaleString('en-US')

const filesOf = (x: number) => `${count(x)} file${x === 1 ? '' : 's'}`
