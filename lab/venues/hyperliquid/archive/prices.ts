import type { Usd } from '../../../market/units.ts'

/** Prices of one AWS region, in USD. */
export interface Prices {
  /** For 2³⁰ bytes sent to the internet. Transfer within the region is free, but the program cannot know where it runs. */
  readonly perGigabyte: Usd
  readonly perGet: Usd
  readonly perList: Usd
}

export const gigabyte = 2 ** 30

/**
 * Prices of S3 Standard for the first 10 TB of a month, without the free allowance, from the S3 pricing page of 2025. They
 * change seldom; the actual bill may differ.
 *
 * @see https://aws.amazon.com/s3/pricing/ under "Requests & data retrievals" and "Data transfer"
 */
export const prices = {
  'us-east-1': { perGigabyte: 0.09, perGet: 0.0004 / 1_000, perList: 0.005 / 1_000 },
  'ap-northeast-1': { perGigabyte: 0.114, perGet: 0.00037 / 1_000, perList: 0.0047 / 1_000 },
} as const satisfies Record<string, Prices>

export type Region = keyof typeof prices
