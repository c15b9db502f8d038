import type { Instrument } from '../market/instrument.ts'
import { toLot } from '../market/rounding.ts'
import type { Price, Size, Usd } from '../market/units.ts'
import type { Sizing } from './strategy.ts'

/**
 * The position size for an exposure, in base units, negative for a short. It is rounded toward zero to the lot, and 0
 * when equity is not positive.
 *
 * @param exposure target exposure, −1…+1
 * @param equity   equity of the whole wallet
 */
export function targetSize(exposure: number, equity: Usd, price: Price, sizing: Sizing, instrument: Instrument): Size {
  if (!(equity > 0)) return 0
  return toLot((exposure * sizing.fraction * equity) / price, instrument.sizeDecimals)
}
