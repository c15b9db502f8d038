import type { Fraction } from '../../market/units.ts'

/**
 * Price impact of an order by the square-root law: Y · σ · √(Q / V).
 *
 * @param share order size as a share of daily volume
 * @param volatility of daily returns
 * @param y coefficient Y, about 0.5 … 1
 * @returns fraction of the price
 * @see Tóth and others, "Anomalous price impact and the critical nature of liquidity", 2011
 */
export const squareRootImpact = (share: Fraction, volatility: Fraction, y = 1): Fraction =>
  y * volatility * Math.sqrt(share)

/** Impact in fractions of the price. */
export interface AlmgrenImpact {
  /** Permanent impact; half of it is paid on average while trading. */
  readonly permanent: Fraction
  readonly temporary: Fraction
  /** Cost of the order: half the permanent and all of the temporary. */
  readonly cost: Fraction
}

/**
 * Impact of an order by the model of Almgren and others.
 *
 * @param share X: order size as a share of daily volume
 * @param volatility of daily returns
 * @param sharesToVolume Θ / V: shares outstanding (supply of a coin) divided by daily volume
 * @param days T: duration of the execution
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
