import type { Instrument } from '../market/instrument.ts'
import { toLot } from '../market/rounding.ts'
import type { Price, Size, Usd } from '../market/units.ts'
import type { Sizing } from './strategy.ts'

/** The position size for an exposure: rounded toward zero to the lot, and 0 when equity is not positive. */
export function targetSize(exposure: number, equity: Usd, price: Price, sizing: Sizing, instrument: Instrument): Size {
  if (!(equity > 0)) return 0
  return toLot((exposure * sizing.fraction * equity) / price, instrument.sizeDecimals)
}
