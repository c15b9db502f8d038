import type { Usd } from '../../../market/units.ts'

/** What a requester pays in one region. */
export interface Prices {
  /** For 2³⁰ bytes sent out to the internet. Free of charge within the same region, where we do not know that we are. */
  readonly perGigabyte: Usd
  readonly perGet: Usd
  readonly perList: Usd
}

export const gigabyte = 2 ** 30

/**
 * S3 Standard, first 10 TB of a month, without the free allowance, as the S3 pricing page of AWS had them in 2025. They change
 * seldom; the bill is what counts.
 *
 * @see https://aws.amazon.com/s3/pricing/ under "Requests & data retrievals" and "Data transfer"
 */
export const prices = {
  'us-east-1': { perGigabyte: 0.09, perGet: 0.0004 / 1_000, perList: 0.005 / 1_000 },
  'ap-northeast-1': { perGigabyte: 0.114, perGet: 0.00037 / 1_000, perList: 0.0047 / 1_000 },
} as const satisfies Record<string, Prices>

export type Region = keyof typeof prices
