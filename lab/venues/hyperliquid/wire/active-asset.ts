import type { Price, Size, Usd } from '../../../market/units.ts'
import { at, ifThere, list, notNegative, positive, type Raw, raw, text } from './fields.ts'
import { type Leverage, leverage } from './leverage.ts'
import { reading, refuse } from './refusal.ts'

/** How much of one perpetual an account can trade now. It also shows the leverage of a flat account. */
export interface WireActiveAsset {
  readonly user: string
  readonly symbol: string
  readonly leverage: Leverage
  /** Most base units to buy. */
  readonly maxBuy: Size
  /** Most base units to sell. */ readonly maxSell: Size
  readonly availableToBuy: Usd
  readonly availableToSell: Usd
  /** Null in older answers. */
  readonly markPrice: Price | null
}

/** Parses `activeAssetData`, requested or streamed. @throws WireError */
export const parseActiveAsset = (data: unknown, what = 'activeAssetData'): WireActiveAsset =>
  reading(what, data, answer => {
    const from = raw(answer)
    const [maxBuy, maxSell] = at(from, 'maxTradeSzs', both)
    const [availableToBuy, availableToSell] = at(from, 'availableToTrade', both)
    return {
      ...{ user: text(from, 'user'), symbol: text(from, 'coin'), leverage: at(from, 'leverage', leverage) },
      ...{ maxBuy, maxSell, availableToBuy, availableToSell, markPrice: ifThere(from, 'markPx', positive) },
    }
  })

function both(data: unknown): number[] {
  const sides = list(data, side => notNegative({ side } as Raw, 'side'))
  if (sides.length !== 2) refuse('', 'one for buying and one for selling', data)
  return sides
}
