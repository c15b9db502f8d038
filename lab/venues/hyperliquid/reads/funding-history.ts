import type { FundingRow } from '../../../market/records.ts'
import { type EpochMs, floorTo, hour } from '../../../market/units.ts'
import { parseFundingRates, type WireFundingRate } from '../wire/funding.ts'
import { pages } from './pages.ts'
import { ask, type Client, only } from './request.ts'
import { venue } from './venue.ts'

/**
 * Time of the last payment that covers eight hours, epoch ms. Hourly payments start one hour later.
 * Source: captured answers of the venue.
 */
const lastOfEight = Date.UTC(2023, 5, 8)

/** Funding payments in [from, to], oldest first. */
export async function readFundingHistory(
  client: Client,
  symbol: string,
  from: EpochMs,
  to: EpochMs,
): Promise<FundingRow[]> {
  const what = `info fundingHistory ${symbol}`
  const rates = await pages(
    what,
    from,
    to,
    500,
    async (startTime, endTime) => {
      const question = () => client.fundingHistory({ coin: symbol, startTime, endTime })
      return only(what, await ask(what, question, parseFundingRates), symbol)
    },
    rate => `${hourOf(rate)}`,
    rate => hourOf(rate) + hour,
  )
  return rates.map(fundingRow)
}

/**
 * Converts a payment to a row of the lake, with its time rounded down to the full hour. The venue pays some ms after
 * the hour, and was once 23 minutes late.
 */
function fundingRow(rate: WireFundingRate): FundingRow {
  const t = hourOf(rate)
  return { venue, symbol: rate.symbol, t, rate: rate.rate, hours: t <= lastOfEight ? 8 : 1, premium: rate.premium }
}

const hourOf = ({ t }: WireFundingRate) => floorTo(t, hour)
