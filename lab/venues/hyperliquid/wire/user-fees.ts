import { z } from 'zod'
import type { Fraction } from '../../../market/units.ts'
import { anyNumber, checked } from './schema.ts'

/** Current fee rates of an account, as fractions of the traded value; negative: a rebate. */
export interface WireUserFees {
  /** Perpetuals; the fields with `spot` are for spot pairs. */
  readonly taker: Fraction
  readonly maker: Fraction
  readonly spotTaker: Fraction
  readonly spotMaker: Fraction
  /** Discount as a fraction of the fee. The venue does not document whether the rates above include it. */
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
