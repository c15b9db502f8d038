import { z } from 'zod'
import type { Fraction } from '../../../market/units.ts'
import { anyNumber, checked } from './schema.ts'

/** What an account pays today; negative is a rebate. */
export interface WireUserFees {
  readonly taker: Fraction
  readonly maker: Fraction
  readonly spotTaker: Fraction
  readonly spotMaker: Fraction
  /** Of a fee; the venue does not say whether the rates above have it in them. */
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

/** `userFees`. @throws WireError */
export const parseUserFees = (data: unknown, what = 'userFees'): WireUserFees => checked(schema, data, what)
