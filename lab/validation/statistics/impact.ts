import type { Fraction } from '../../market/units.ts'

/**
 * What an order moves the price against itself: Y · σ · √(Q / V).
 *
 * @param share      of a day's volume
 * @param volatility of a day's return
 * @param y          about 0.5 … 1
 * @returns fraction of the price
 * @see Tóth and others, "Anomalous price impact and the critical nature of liquidity", 2011
 */
export const squareRootImpact = (share: Fraction, volatility: Fraction, y = 1): Fraction =>
  y * volatility * Math.sqrt(share)

/** In fractions of the price. */
export interface AlmgrenImpact {
  /** What stays: half of it is paid on average while trading. */
  readonly permanent: Fraction
  readonly temporary: Fraction
  /** Cost of the order: half the permanent and all of the temporary. */
  readonly cost: Fraction
}

/**
 * @param share       X: the order as a part of a day's volume
 * @param volatility  of a day's return
 * @param sharesToVolume Θ / V: shares outstanding over a day's volume; of a coin, its supply
 * @param days        T: what trading takes
 * @see Almgren, Thum, Hauptmann and Li, "Direct estimation of equity market impact", 2005
 */
export function almgrenImpact(
  share: Fraction,
  volatility: Fraction,
  sharesToVolume: number,
  days: number,
): AlmgrenImpact {
  const permanent = 0.314 * volatility * share * sharesToVolume ** 0.25
  const temporary = 0.142 * volatility * (share / days) ** 0.6
  return { permanent, temporary, cost: permanent / 2 + temporary }
}
