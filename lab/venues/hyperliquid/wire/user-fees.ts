import { z } from 'zod'
import type { Fraction } from '../../../market/units.ts'
import { anyNumber, checked } from './schema.ts'

/** Fee rates of an account today; negative: a rebate. */
export interface WireUserFees {
  readonly taker: Fraction
  readonly maker: Fraction
  readonly spotTaker: Fraction
  readonly spotMaker: Fraction
  /** Fraction of a fee. The venue does not say whether the rates above include it. */
  readonly referralDiscount: Fraction
}

const schema = z
  .object({
    userCrossRate: anyNumber,
    userAddRate: anyNumber,
    userSpotCrossRate: anyNumber,
    userSpotAddRate: anyNumber,
    activeReferralDiscount: anyNumber,
  })
  .transform(
    (from): WireUserFees => ({
      taker: from.userCrossRate,
      maker: from.userAddRate,
      spotTaker: from.userSpotCrossRate,
      spotMaker: from.userSpotAddRate,
      referralDiscount: from.activeReferralDiscount,
    }),
  )

/** Parses `userFees`. @throws WireError */
export const parseUserFees = (data: unknown, what = 'userFees'): WireUserFees => checked(schema, data, what)
