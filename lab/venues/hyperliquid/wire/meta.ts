import { z } from 'zod'
import type { Usd } from '../../../market/units.ts'
import { type AssetContext, parseAssetContexts } from './asset-context.ts'
import { at, type Raw } from './fields.ts'
import { reading, refuse } from './refusal.ts'
import { checked, notNegativeNumber, someText, wholeNumber } from './schema.ts'

/** The perpetuals of one dex. */
export interface WireMeta {
  /** The index of a perpetual is its number at the venue; delisted ones keep theirs. */
  readonly universe: readonly WirePerpetual[]
  readonly marginTables: ReadonlyMap<number, readonly MarginTier[]>
  /** Number of the token of margins; null when the answer does not say. */
  readonly collateralToken: number | null
}

export interface WirePerpetual {
  readonly symbol: string
  /** Sizes are multiples of 10^−sizeDecimals. */
  readonly sizeDecimals: number
  readonly maxLeverage: number
  /** Null in answers of 2023. */
  readonly marginTableId: number | null
  readonly isDelisted: boolean
  readonly onlyIsolated: boolean
  /** `strictIsolated`, `noCross` …; null when cross margin is allowed. */
  readonly marginMode: string | null
}

export interface MarginTier {
  /** Position notional from which the tier applies. */
  readonly from: Usd
  readonly maxLeverage: number
}

const leverage = wholeNumber.refine(times => times >= 1, 'a whole number of 1 or more')

const perpetual = z
  .object({
    name: someText,
    szDecimals: wholeNumber.refine(decimals => decimals <= 18, 'a whole number of 18 or less'),
    maxLeverage: leverage,
    marginTableId: wholeNumber.nullish(),
    isDelisted: z.boolean().nullish(),
    onlyIsolated: z.boolean().nullish(),
    marginMode: someText.nullish(),
  })
  .transform(
    (from): WirePerpetual => ({
      symbol: from.name,
      sizeDecimals: from.szDecimals,
      maxLeverage: from.maxLeverage,
      marginTableId: from.marginTableId ?? null,
      isDelisted: from.isDelisted ?? false,
      onlyIsolated: from.onlyIsolated ?? false,
      marginMode: from.marginMode ?? null,
    }),
  )

const tier = z
  .object({ lowerBound: notNegativeNumber, maxLeverage: leverage })
  .transform((from): MarginTier => ({ from: from.lowerBound, maxLeverage: from.maxLeverage }))

const schema = z
  .object({
    universe: z.array(perpetual),
    marginTables: z.array(z.tuple([wholeNumber, z.object({ marginTiers: z.array(tier) })])).nullish(),
    collateralToken: wholeNumber.nullish(),
  })
  .transform(
    (from): WireMeta => ({
      universe: from.universe,
      marginTables: new Map((from.marginTables ?? []).map(([id, table]) => [id, table.marginTiers])),
      collateralToken: from.collateralToken ?? null,
    }),
  )

/** Parses `meta`. @throws WireError */
export const parseMeta = (data: unknown, what = 'meta'): WireMeta => checked(schema, data, what)

/** Parses `allPerpMetas`, which is in the order of `perpDexs`. @throws WireError */
export const parseMetas = (data: unknown, what = 'allPerpMetas'): WireMeta[] => checked(z.array(schema), data, what)

/**
 * Parses `metaAndAssetCtxs`, whose contexts are in the order of the universe. @throws WireError, also when their numbers
 * differ
 */
export const parseMetaAndContexts = (data: unknown, what = 'metaAndAssetCtxs') =>
  reading(what, data, (pair): { readonly meta: WireMeta; readonly contexts: readonly (AssetContext | null)[] } => {
    if (!Array.isArray(pair) || pair.length !== 2) return refuse('', 'a meta and its contexts', pair)
    const from = pair as unknown as Raw
    const meta = at(from, '0', value => parseMeta(value))
    const contexts = at(from, '1', value => parseAssetContexts(value))
    if (contexts.length !== meta.universe.length) refuse('1', `${meta.universe.length} contexts`, pair[1])
    return { meta, contexts }
  })
