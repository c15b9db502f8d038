import { z } from 'zod'
import { type DurationMs, type EpochMs, hour } from '../../../market/units.ts'
import { anyNumber, checked, epochTime, someText, wholeNumber } from './schema.ts'

/** The next funding rate of a symbol at one venue. */
export interface PredictedFunding {
  readonly symbol: string
  /** Name of the venue as sent: `HlPerp`, `BinPerp`, `BybitPerp`. */
  readonly venue: string
  /** Fraction of the notional for the whole `interval`. */
  readonly rate: number
  /** Time of the next funding payment. */
  readonly next: EpochMs
  /** Time between payments; null when the venue does not state it. */
  readonly interval: DurationMs | null
}

const hours = wholeNumber.refine(value => value >= 1 && value <= 24, 'whole hours from 1 to 24')

/** After a venue has settled a symbol for the last time, there is no next payment, and the rate may be empty. */
const none = z.object({ nextFundingTime: z.literal(0) }).transform(() => null)
const some = z.object({ fundingRate: anyNumber, nextFundingTime: epochTime, fundingIntervalHours: hours.nullish() })

const schema = z.array(z.tuple([someText, z.array(z.tuple([someText, z.union([none, some.nullable()])]))]))

/** Parses `predictedFundings`. Venues that do not or no longer trade a symbol are left out. @throws WireError */
export const parsePredictedFundings = (data: unknown, what = 'predictedFundings'): PredictedFunding[] =>
  checked(schema, data, what).flatMap(([symbol, venues]) =>
    venues.flatMap(([venue, funding]) =>
      funding === null
        ? []
        : {
            ...{ symbol, venue, rate: funding.fundingRate, next: funding.nextFundingTime },
            interval: funding.fundingIntervalHours ? funding.fundingIntervalHours * hour : null,
          },
    ),
  )
