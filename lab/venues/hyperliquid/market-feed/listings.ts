import type { ListingRow } from '../../../market/records.ts'
import type { EpochMs } from '../../../market/units.ts'
import { venue } from '../reads/venue.ts'
import type { WirePerpetual } from '../wire/meta.ts'

/** Listing rows of all perpetuals, including delisted perpetuals. @param t time of the request */
export const listingRows = (perpetuals: readonly WirePerpetual[], t: EpochMs): readonly ListingRow[] =>
  perpetuals.map(({ symbol, maxLeverage, sizeDecimals, isDelisted, onlyIsolated }) => ({
    ...{ venue, symbol, t, maxLeverage, sizeDecimals, isDelisted, isOnlyIsolated: onlyIsolated },
  }))
