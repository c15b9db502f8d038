import { InputError } from '../../../input-error.ts'
import type { Instrument } from '../../../market/instrument.ts'
import type { WireMeta, WirePerpetual } from '../wire/meta.ts'
import { WireError } from '../wire/refusal.ts'

/** Precision of a price: significant digits, and the sum of a price's and a size's decimals. */
const significant = 5
const decimals = 6
/** USD. */
const minNotional = 10
/** Margin tables with a smaller number are not listed: they have one tier, and the number is its leverage. */
const firstListedTable = 50

/**
 * Trading rules of the perpetuals: tick, lot, least notional, margin tiers.
 *
 * @throws InputError for symbols that are not listed; WireError when the answer lacks a margin table
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
