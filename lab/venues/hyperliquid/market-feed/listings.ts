import type { ListingRow } from '../../../market/records.ts'
import type { EpochMs } from '../../../market/units.ts'
import { venue } from '../reads/venue.ts'
import type { WirePerpetual } from '../wire/meta.ts'

/** What the venue says of each perpetual, those that were delisted too. @param t when it was asked */
export const listingRows = (perpetuals: readonly WirePerpetual[], t: EpochMs): readonly ListingRow[] =>
  perpetuals.map(({ symbol, maxLeverage, sizeDecimals, isDelisted, onlyIsolated }) => ({
    ...{ venue, symbol, t, maxLeverage, sizeDecimals, isDelisted, isOnlyIsolated: onlyIsolated },
  }))
