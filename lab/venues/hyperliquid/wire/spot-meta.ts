import { z } from 'zod'
import { checked, someText, wholeNumber } from './schema.ts'

/** Pairs and tokens of the spot market. */
export interface WireSpotMeta {
  readonly pairs: readonly WirePair[]
  readonly tokens: readonly WireToken[]
}

export interface WirePair {
  /** The venue's name of the pair, such as `@107` or `PURR/USDC`. */
  readonly symbol: string
  readonly index: number
  /** Index of the base token. */
  readonly base: number
  /** Index of the quote token. */
  readonly quote: number
}

export interface WireToken {
  readonly name: string
  readonly index: number
  /** Sizes are multiples of 10^−sizeDecimals. */
  readonly sizeDecimals: number
  /** Decimals of the token's smallest unit on the chain. */
  readonly weiDecimals: number
}

const pair = z
  .object({ tokens: z.tuple([wholeNumber, wholeNumber]), name: someText, index: wholeNumber })
  .transform(({ tokens: [base, quote], name, index }): WirePair => ({ symbol: name, index, base, quote }))

const token = z
  .object({ name: someText, szDecimals: wholeNumber, weiDecimals: wholeNumber, index: wholeNumber })
  .transform(
    (from): WireToken => ({
      name: from.name,
      index: from.index,
      sizeDecimals: from.szDecimals,
      weiDecimals: from.weiDecimals,
    }),
  )

const schema = z
  .object({ universe: z.array(pair), tokens: z.array(token) })
  .transform((from): WireSpotMeta => ({ pairs: from.universe, tokens: from.tokens }))

/** Parses `spotMeta`. @throws WireError */
export const parseSpotMeta = (data: unknown, what = 'spotMeta'): WireSpotMeta => checked(schema, data, what)
