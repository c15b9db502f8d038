import { inflateRawSync } from 'node:zlib'
import type { Price } from '../../../market/units.ts'
import { notNegative, orNull, type Raw, raw } from '../wire/fields.ts'
import { reading, refuse } from '../wire/refusal.ts'
import type { FastContext, FastContexts } from './payloads.ts'

/**
 * Maximum size after decompression, in bytes. Prices of a thousand markets have some 50 kB, so a larger message is
 * invalid.
 */
const most = 32 * 2 ** 20

/**
 * Parses the `fastAssetCtxs` channel: base64 of raw DEFLATE (RFC 1951) of JSON.
 *
 * @returns contexts by symbol; a price is absent if the message lacks it
 * @throws WireError
 */
export const parseFastContexts = (data: unknown): FastContexts =>
  reading('fastAssetCtxs', data, packed => {
    const from = raw(unpack(packed))
    const contexts = new Map<string, FastContext>()
    for (const symbol of Object.keys(from)) contexts.set(symbol, context(from, symbol))
    return contexts
  })

function unpack(packed: unknown): unknown {
  if (typeof packed !== 'string' || packed === '') refuse('', 'base64 of raw DEFLATE', packed)
  try {
    return JSON.parse(inflateRawSync(Buffer.from(packed, 'base64'), { maxOutputLength: most }).toString())
  } catch (error) {
    return refuse('', `base64 of raw DEFLATE of JSON (${(error as Error).message})`, packed)
  }
}

function context(all: Raw, symbol: string): FastContext {
  const from = raw(all[symbol])
  return {
    ...('markPx' in from ? { markPrice: price(from, 'markPx') } : {}),
    ...('midPx' in from ? { midPrice: price(from, 'midPx') } : {}),
  }
}

/** A price; null where the venue sends 0 or null, so that one market without a price does not invalidate the others. */
const price = (from: Raw, key: string): Price | null => orNull(from, key, notNegative) || null
