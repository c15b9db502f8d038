import type { AssetContextRow } from '../../../market/records.ts'
import type { EpochMs } from '../../../market/units.ts'
import { venue } from '../reads/venue.ts'
import { refuse } from '../wire/refusal.ts'
import { type Cells, cellNumber, cellsUnder, cellText, knownNumber } from './cells.ts'
import { moment } from './moment.ts'
import type { Reader, Wanted } from './reader.ts'

/**
 * Columns in which every row must have a number. Rows without it are skipped, as are rows without an oracle price or a
 * mark price. The last four of `columns` may be empty.
 */
const known = ['funding', 'open_interest', 'prev_day_px', 'day_ntl_vlm']
const columns = [
  ...['time', 'coin', ...known, 'oracle_px', 'mark_px'],
  ...['premium', 'mid_px', 'impact_bid_px', 'impact_ask_px'],
]

/**
 * A reader for the decompressed lines of `asset_ctxs/{YYYYMMDD}.csv.lz4`: one row a minute for each perpetual, since
 * 2023-05-20.
 */
export function contextReader(wanted: Wanted): Reader<'asset_contexts'> {
  const skipped = new Map<string, number>()
  let cellsOf: ((line: string) => Cells) | undefined
  // All markets of one minute have the same time, so it is parsed once.
  let last: { readonly text: string; readonly t: EpochMs } | undefined
  return {
    table: 'asset_contexts',
    skipped,
    rest: () => (cellsOf ? [] : refuse('', 'a header', '')),
    line(text) {
      if (!cellsOf) {
        cellsOf = cellsUnder(text, columns)
        return []
      }
      const cells = cellsOf(text)
      const symbol = cellText(cells, 'coin')
      if (!wanted(symbol)) return []
      if (last?.text !== cells.time) last = { text: cells.time, t: moment(cells.time, 'time') }
      const row = context(cells, symbol, last.t)
      if (typeof row !== 'string') return [row]
      skipped.set(row, (skipped.get(row) ?? 0) + 1)
      return []
    },
  }
}

/** The row, or the reason to skip it. */
function context(cells: Cells, symbol: string, t: EpochMs): AssetContextRow | string {
  const lacking = known.find(column => Number.isNaN(cellNumber(cells, column)))
  if (lacking) return `without ${lacking}`
  const row = {
    ...{ venue, symbol, t },
    funding: knownNumber(cells, 'funding'),
    openInterest: notNegative(cells, 'open_interest'),
    prevDayPrice: notNegative(cells, 'prev_day_px'),
    dayVolumeUsd: notNegative(cells, 'day_ntl_vlm'),
    dayVolumeBase: null,
    premium: orNull(cellNumber(cells, 'premium')),
    oraclePrice: price(cells, 'oracle_px'),
    markPrice: price(cells, 'mark_px'),
    midPrice: price(cells, 'mid_px'),
    impactBid: price(cells, 'impact_bid_px'),
    impactAsk: price(cells, 'impact_ask_px'),
  }
  const { oraclePrice, markPrice } = row
  return oraclePrice === null || markPrice === null ? 'without a price' : { ...row, oraclePrice, markPrice }
}

/** The price in a cell; null for an empty cell and for 0, which is not a price. */
function price(cells: Cells, column: string): number | null {
  const value = cellNumber(cells, column)
  if (value < 0) refuse(column, 'a price', cells[column])
  return value > 0 ? value : null
}

function notNegative(cells: Cells, column: string): number {
  const value = knownNumber(cells, column)
  return value < 0 ? refuse(column, 'a number of 0 or more', cells[column]) : value
}

const orNull = (value: number) => (Number.isNaN(value) ? null : value)
