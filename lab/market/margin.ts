import type { Instrument, LeverageTier } from './instrument.ts'
import type { Fraction, Price, Size, Usd } from './units.ts'

/** Maintenance margin of a position: half the initial margin at each tier's maximum leverage. */
export function maintenanceMargin(notional: Usd, tiers: readonly LeverageTier[]): Usd {
  let margin = 0
  for (let k = 0; k < tiers.length && notional > tiers[k].from; k++) {
    // Each tier's rate applies to the part of the notional inside the tier. The venue expresses the same as a
    // "deduction".
    const end = k + 1 < tiers.length ? Math.min(notional, tiers[k + 1].from) : notional
    margin += (end - tiers[k].from) * maintenanceRate(tiers[k])
  }
  return margin
}

/** @see Hyperliquid, "Margining": maintenance is half of the initial margin at maximum leverage */
export const maintenanceRate = (tier: LeverageTier): Fraction => 1 / (2 * tier.maxLeverage)

/** Leverage allowed at this notional: the chosen leverage, capped by the venue's tier. */
export function allowedLeverage(notional: Usd, chosen: number, tiers: readonly LeverageTier[]): number {
  let cap = tiers[0].maxLeverage
  for (const tier of tiers) if (notional > tier.from) cap = tier.maxLeverage
  return Math.min(chosen, cap)
}

/** Initial margin needed to open a position. */
export const initialMargin = (notional: Usd, leverage: number, tiers: readonly LeverageTier[]): Usd =>
  notional / allowedLeverage(notional, leverage, tiers)

/**
 * The price at which a single cross-margined position would be liquidated if all other prices stood still.
 *
 * @param equity account value at `mark`, including this position's unrealised profit
 * @param otherMaintenance maintenance margin of the account's other positions
 * @returns undefined when no positive price liquidates the position
 * @see Hyperliquid, "Liquidations": price − side · margin available / |size| / (1 − l · side)
 */
export function liquidationPrice(
  size: Size,
  mark: Price,
  equity: Usd,
  otherMaintenance: Usd,
  instrument: Pick<Instrument, 'tiers'>,
): Price | undefined {
  if (size === 0) return undefined
  // The tier depends on the answer. So each tier is tried; the right one is the tier that contains its own result.
  const { tiers } = instrument
  for (let k = 0, deduction = 0; k < tiers.length; k++) {
    if (k > 0) deduction += tiers[k].from * (maintenanceRate(tiers[k]) - maintenanceRate(tiers[k - 1]))
    const rate = maintenanceRate(tiers[k])
    // equity + size·(p − mark) = otherMaintenance + |size|·p·rate − deduction
    const price = (size * mark - equity + otherMaintenance - deduction) / (size - Math.abs(size) * rate)
    const notional = Math.abs(size) * price
    const end = k + 1 < tiers.length ? tiers[k + 1].from : Number.POSITIVE_INFINITY
    if (price > 0 && notional > tiers[k].from && notional <= end) return price
  }
  return undefined
}
