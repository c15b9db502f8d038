import type { Instrument, LeverageTier } from './instrument.ts'

/** Hyperliquid's `meta.marginTables`, by number. A number under 50 is a table of one tier: that leverage at any size. */
const marginTables: Readonly<Record<number, readonly LeverageTier[]>> = {
  51: [tier(0, 10), tier(3e6, 5)],
  52: [tier(0, 10), tier(20e6, 5)],
  53: [tier(0, 20), tier(40e6, 10)],
  54: [tier(0, 20), tier(70e6, 10)],
  55: [tier(0, 25), tier(100e6, 15)],
  56: [tier(0, 40), tier(150e6, 20)],
}

/** `szDecimals` and `marginTableId` of Hyperliquid's `meta.universe`, by coin. */
const universe: Readonly<Record<string, readonly [sizeDecimals: number, marginTable: number]>> = {
  AAVE: [2, 52],
  ADA: [0, 52],
  APT: [2, 52],
  AR: [2, 5],
  ARB: [1, 51],
  ATOM: [2, 5],
  AVAX: [2, 52],
  BCH: [3, 52],
  BNB: [3, 51],
  BTC: [5, 56],
  DOGE: [0, 52],
  DOT: [1, 51],
  ENA: [0, 52],
  ETH: [4, 55],
  FARTCOIN: [1, 52],
  FET: [0, 5],
  FIL: [1, 5],
  HYPE: [2, 52],
  ICP: [1, 5],
  INJ: [1, 51],
  LINK: [1, 52],
  LTC: [2, 52],
  NEAR: [1, 52],
  ONDO: [0, 51],
  OP: [1, 51],
  RENDER: [1, 5],
  SEI: [0, 51],
  SOL: [2, 54],
  STX: [1, 5],
  SUI: [1, 52],
  TAO: [3, 5],
  TIA: [1, 52],
  TRUMP: [1, 52],
  TRX: [0, 51],
  WIF: [0, 5],
  WLD: [1, 52],
  XRP: [0, 53],
  kBONK: [0, 52],
  kFLOKI: [0, 5],
  kPEPE: [0, 52],
  kSHIB: [0, 51],
}

/**
 * The rules by which Hyperliquid trades its perpetuals, for every symbol of our candles that it lists. The price grid has 5 significant
 * digits and 6 − szDecimals decimals; orders start at 10 USD; funding is paid by the hour. For the lab alone: live trading asks `meta`.
 *
 * A coin under a thousandth of a dollar trades there by the thousand, as `kPEPE`. Candles from elsewhere price the single coin:
 * for them `PEPE`, `BONK`, `FLOKI` and `SHIB` stand beside the venue's own names, with the same lot in coins (one kPEPE
 * is 1000 PEPE, hence −3 size decimals) and the same tick in dollars a coin (three more price decimals).
 *
 * GRT and THETA, which our Binance candles have, are not listed on Hyperliquid and are not here.
 *
 * @see SwellNetwork/hyperliquid-go-sdk, perp.go at 8a8a7e9: a whole `metaAndAssetCtxs` answer of 2025-11. In one of 2026-01
 * every row above was the same but WIF, lowered from 10× to the 5× here. The lots agree with the traded volumes (see the test).
 */
export const hyperliquidInstruments: ReadonlyMap<string, Instrument> = new Map(
  Object.entries(universe).flatMap(([coin, [sizeDecimals, table]]) => {
    const listed = perpetual(coin, sizeDecimals, 6 - sizeDecimals, table < 50 ? [tier(0, table)] : marginTables[table])
    return [listed, ...(coin.startsWith('k') ? [byTheCoin(listed)] : [])].map(found => [found.symbol, found] as const)
  }),
)

/** The rules by which Hyperliquid trades a symbol. @throws RangeError when they are not known to us */
export function instrumentFor(symbol: string): Instrument {
  const found = hyperliquidInstruments.get(symbol)
  if (found) return found
  throw new RangeError(
    `"${symbol}" is not among the ${hyperliquidInstruments.size} instruments whose lot, tick and margin are known: ` +
      `leave it out, or add its row from the venue's meta to lab/market/instruments.ts`,
  )
}

/**
 * Rules assumed for a coin that the venue does not list, so that a survey of ideas can have it: whole coins, a millionth of a dollar, five
 * times leverage. Whoever prints what it earned says so; no strategy trades it.
 *
 * @throws RangeError when the venue's own rules are known
 */
export function assumedInstrument(symbol: string): Instrument {
  if (hyperliquidInstruments.has(symbol)) throw new RangeError(`${symbol} is listed: its rules are known, not assumed`)
  return perpetual(symbol, 0, 6, [tier(0, 5)])
}

/**
 * Rules for a simulated market, those of a perpetual of middling size.
 *
 * @throws RangeError unless `symbol` starts with `SYN-`: a real market's rules are looked up, never assumed
 */
export function syntheticInstrument(symbol: string): Instrument {
  if (!/^SYN-./.test(symbol)) throw new RangeError(`"${symbol}" is not a synthetic market: expected SYN-A, SYN-B …`)
  return perpetual(symbol, 3, 3, [tier(0, 20), tier(5e6, 10)])
}

function tier(from: number, maxLeverage: number): LeverageTier {
  return { from, maxLeverage }
}

function perpetual(
  symbol: string,
  sizeDecimals: number,
  priceDecimals: number,
  tiers: readonly LeverageTier[],
): Instrument {
  const price = { significant: 5, decimals: priceDecimals }
  return { symbol, price, sizeDecimals, minNotional: 10, tiers, funding: 'hourly' }
}

/** `kPEPE`, which is a thousand, seen as `PEPE`. */
function byTheCoin({ symbol, sizeDecimals, price, tiers }: Instrument): Instrument {
  return perpetual(symbol.slice(1), sizeDecimals - 3, price.decimals + 3, tiers)
}
