import { InputError } from '../../../input-error.ts'
import type { Instrument } from '../../../market/instrument.ts'
import type { WireMeta, WirePerpetual } from '../wire/meta.ts'
import { WireError } from '../wire/refusal.ts'

/** Maximum number of significant digits of a price. */
const significant = 5
/** Maximum decimals of a price and of a size together. */
const decimals = 6
/** Smallest order value, USD. */
const minNotional = 10
/** Lowest id of the margin tables that the venue lists. A lower id means a single tier, and is its maximum leverage. */
const firstListedTable = 50

/**
 * Trading rules of the perpetuals by symbol: tick, lot, smallest order value, margin tiers.
 *
 * @throws InputError for symbols that are not listed; WireError when `meta` lacks a margin table
 */
export function instrumentsOf(meta: WireMeta, symbols: readonly string[]): ReadonlyMap<string, Instrument> {
  const listed = new Map(meta.universe.filter(one => !one.isDelisted).map(one => [one.symbol, one]))
  const unknown = symbols.filter(symbol => !listed.has(symbol))
  if (unknown.length) throw new InputError(`expected perpetuals that Hyperliquid lists, found ${unknown.join(', ')}`)
  return new Map(symbols.map(symbol => [symbol, instrumentOf(meta, listed.get(symbol) as WirePerpetual)]))
}

function instrumentOf(meta: WireMeta, perpetual: WirePerpetual): Instrument {
  const { symbol, sizeDecimals } = perpetual
  return {
    ...{ symbol, sizeDecimals, minNotional, funding: 'hourly' },
    price: { significant, decimals: decimals - sizeDecimals },
    tiers: tiersOf(meta, perpetual),
  }
}

function tiersOf({ marginTables }: WireMeta, { symbol, marginTableId: id, maxLeverage }: WirePerpetual) {
  if (id === null || id < firstListedTable) return [{ from: 0, maxLeverage }]
  const tiers = marginTables.get(id)
  if (!tiers) throw new WireError('info meta', 'marginTables', `table ${id} of ${symbol}`, 'none')
  return tiers
}
