import { type Bars, rowAt, slice } from '../../market/bars.ts'
import type { AssetContextRow } from '../../market/records.ts'
import { day, type EpochMs } from '../../market/units.ts'
import { type BookFacts, bookFacts } from './book.ts'
import { dailyReturns, daysUntil } from './days.ts'
import { highLowSpread } from './high-low-spread.ts'
import { median } from './median.ts'
import type { AssetRecord } from './record.ts'

/** What was known about one asset at one time, from data up to that time only. Null means unknown. */
export interface AssetFacts {
  readonly symbol: string
  readonly at: EpochMs
  /** Days since the first bar with volume; a lower bound when the record starts after the listing. */
  readonly ageDays: number | null
  /** Days since the end of the last bar with volume. */
  readonly silentDays: number | null
  /** Mean volume in USD a day over the last 30 whole days since the listing; needs at least 20 of them. */
  readonly meanVolumeUsd: number | null
  readonly medianVolumeUsd: number | null
  /** Standard deviation of daily log returns over the last 30 whole days; needs at least 20 closes. */
  readonly volatility: number | null
  readonly spread: Spread | null
  /** From the snapshots of the last 24 hours; null without any. */
  readonly book: BookFacts | null
  readonly maxLeverage: number | null
  /** In USD at the mark price, from the newest context of the last 24 hours. */
  readonly openInterestUsd: number | null
  /** Fraction of missing bars over the last 30 days, or since the listing. */
  readonly missingShare: number | null
  /** Null: no listing of the venue was known by then. */
  readonly delisted: boolean | null
}

/**
 * Source of the leverage: the venue's listing at that time, or the table in `lab/market/instruments.ts`, which is of today and
 * has no date.
 */
export const leverageFrom = ({ maxLeverage, delisted }: AssetFacts): 'venue' | 'table' | null =>
  maxLeverage === null ? null : delisted === null ? 'table' : 'venue'

export interface Spread {
  /** Fraction of the mid. */
  readonly value: number
  /**
   * Source: book snapshots; the venue's impact prices, whose distance is never smaller; or an estimate from highs and lows.
   */
  readonly from: 'book' | 'impact' | 'estimated'
}

/** Days over which volume, volatility and missing bars are measured, and the least number of known days. */
const window = 30
const enough = 20

/** The facts about an asset at `at`; null when nothing of it was known by then. A bar counts once it has closed. */
export function factsOf(record: AssetRecord, at: EpochMs): AssetFacts | null {
  const bars = closedBy(record.bars, at)
  const traded = tradedBy(record, at)
  const books = record.books.filter(({ t }) => t <= at)
  const contexts = record.contexts.filter(({ t }) => t <= at)
  const listing = newest(record.listings.filter(({ t }) => t <= at))
  if (bars.openTime.length + books.length + contexts.length === 0 && !listing) return null

  const { firstTraded, symbol } = record
  const listed = traded.openTime.length > 0 ? firstTraded : null
  const fresh = books.filter(({ t }) => t > at - day)
  const book = fresh.length === 0 ? null : bookFacts(fresh)
  const context = newest(contexts.filter(({ t }) => t > at - day))
  const recent = slice(traded, rowAt(traded, at - window * day), traded.openTime.length)
  return {
    ...{ symbol, at, book },
    ageDays: listed === null ? null : (at - listed) / day,
    silentDays: silentDays(traded, at),
    ...volumes(traded, at),
    volatility: volatility(traded, at),
    spread: spreadOf(book, context, recent),
    maxLeverage: listing?.maxLeverage ?? record.maxLeverage,
    openInterestUsd: context ? context.openInterest * context.markPrice : null,
    missingShare: listed === null ? null : missingShare(recent, Math.max(at - window * day, listed), at),
    delisted: listing?.delisted ?? null,
  }
}

/** Bars closed by `at`, from the first with volume on. Venues fill the time before with prices at which nothing traded. */
export function tradedBy({ bars, firstTraded }: AssetRecord, at: number): Bars {
  const closed = closedBy(bars, at)
  return slice(
    closed,
    firstTraded === null ? closed.openTime.length : rowAt(closed, firstTraded),
    closed.openTime.length,
  )
}

const closedBy = (bars: Bars, at: number): Bars => slice(bars, 0, rowAt(bars, at - bars.interval + 1))

function newest<Dated extends { readonly t: EpochMs }>(rows: readonly Dated[]): Dated | undefined {
  return rows.reduce<Dated | undefined>((so, row) => (so && so.t >= row.t ? so : row), undefined)
}

function silentDays({ openTime, volume, interval }: Bars, at: number): number | null {
  let i = openTime.length - 1
  while (i >= 0 && !(volume[i] > 0)) i--
  return i < 0 ? null : (at - openTime[i] - interval) / day
}

function volumes(bars: Bars, at: number) {
  // The day of the listing is not a whole day of trading.
  const whole = bars.openTime.length === 0 ? 0 : Math.floor(at / day) - Math.ceil(bars.openTime[0] / day)
  const count = Math.max(0, Math.min(window, whole))
  const known = daysUntil(bars, at, count).volumeUsd.filter(usd => !Number.isNaN(usd))
  if (known.length < enough) return { meanVolumeUsd: null, medianVolumeUsd: null }
  return { meanVolumeUsd: known.reduce((sum, usd) => sum + usd) / known.length, medianVolumeUsd: median(known) }
}

function volatility(bars: Bars, at: number): number | null {
  const returns = dailyReturns(daysUntil(bars, at, window + 1)).filter(value => !Number.isNaN(value))
  if (returns.length < enough - 1) return null
  const mean = returns.reduce((sum, value) => sum + value) / returns.length
  return Math.sqrt(returns.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (returns.length - 1))
}

function spreadOf(book: BookFacts | null, context: AssetContextRow | undefined, recent: Bars): Spread | null {
  if (book && book.spread !== null) return { value: book.spread, from: 'book' }
  const { impactBid = null, impactAsk = null } = context ?? {}
  if (impactBid !== null && impactAsk !== null && impactAsk > impactBid) {
    return { value: (2 * (impactAsk - impactBid)) / (impactAsk + impactBid), from: 'impact' }
  }
  const value = highLowSpread(recent)
  return value === null ? null : { value, from: 'estimated' }
}

function missingShare(recent: Bars, from: number, at: number): number | null {
  const { interval } = recent
  const due = Math.floor(at / interval) - Math.ceil(from / interval)
  return due <= 0 ? null : Math.max(0, 1 - recent.openTime.length / due)
}
