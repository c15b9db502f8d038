import type { Instrument, LeverageTier } from './instrument.ts'

/**
 * Hyperliquid's `meta.marginTables`, by table number. A table number below 50 is itself the maximum leverage, for
 * positions of any size; it needs no entry here.
 */
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
 * Trading rules of Hyperliquid's perpetuals, for every symbol of the candle data that Hyperliquid lists. Prices have 5
 * significant digits and at most 6 − szDecimals decimals. The minimum order is 10 USD, and funding is hourly. These
 * rules are for the lab only; live trading requests `meta` from the venue.
 *
 * A coin below a thousandth of a dollar trades on Hyperliquid in thousands, as `kPEPE`. Candles from other sources
 * price the single coin. So `PEPE`, `BONK`, `FLOKI` and `SHIB` are listed beside the venue's own names. Their lot is
 * the same number of coins: one kPEPE is 1000 PEPE, hence 3 fewer size decimals. Their tick is the same in dollars per
 * coin, hence 3 more price decimals.
 *
 * GRT and THETA are missing, because Hyperliquid does not list them. Binance's candles include them.
 *
 * @see SwellNetwork/hyperliquid-go-sdk, perp.go at 8a8a7e9: a complete `metaAndAssetCtxs` response of 2025-11. A
 *   response of 2026-01 differs in one row: it lowers WIF from 10× to 5×, the value used here. The test
 *   checks that the lots agree with traded volumes.
 */
export const hyperliquidInstruments: ReadonlyMap<string, Instrument> = new Map(
  Object.entries(universe).flatMap(([coin, [sizeDecimals, table]]) => {
    const listed = perpetual(coin, sizeDecimals, 6 - sizeDecimals, table < 50 ? [tier(0, table)] : marginTables[table])
    return [listed, ...(coin.startsWith('k') ? [byTheCoin(listed)] : [])].map(found => [found.symbol, found] as const)
  }),
)

/** Hyperliquid's trading rules for a symbol. @throws RangeError if they are unknown */
export function instrumentFor(symbol: string): Instrument {
  const found = hyperliquidInstruments.get(symbol)
  if (found) return found
  throw new RangeError(
    `"${symbol}" is not among the ${hyperliquidInstruments.size} instruments whose lot, tick and margin are known: ` +
      `leave it out, or add its row from the venue's meta to lab/market/instruments.ts`,
  )
}

/**
 * Assumed rules for a coin that the venue does not list, so that a survey of ideas can include it. They are whole
 * coins, a tick of a millionth of a dollar, and leverage up to 5. Reports must say that the rules are assumed. No
 * strategy trades these coins.
 *
 * @throws RangeError if the venue's own rules are known
 */
export function assumedInstrument(symbol: string): Instrument {
  if (hyperliquidInstruments.has(symbol)) throw new RangeError(`${symbol} is listed: its rules are known, not assumed`)
  return perpetual(symbol, 0, 6, [tier(0, 5)])
}

/**
 * Trading rules of a simulated market. They are typical of a medium-sized perpetual.
 *
 * @throws RangeError if `symbol` does not start with `SYN-`, because the rules of real markets are never assumed here
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

/** Converts the rules of a contract of a thousand coins, such as `kPEPE`, to single coins: `PEPE`. */
function byTheCoin({ symbol, sizeDecimals, price, tiers }: Instrument): Instrument {
  return perpetual(symbol.slice(1), sizeDecimals - 3, price.decimals + 3, tiers)
}
