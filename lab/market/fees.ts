import type { Bps, Fraction, Price, Size, Usd } from './units.ts'

/** What trading is assumed to cost. A strategy file states them; backtest and embedded exchange charge them. */
export interface Costs {
  readonly taker: Bps
  readonly maker: Bps
  /** Distance between the price shown and the price got, for every taker fill. */
  readonly slippage: Bps
  /** Paid per hour on the position's notional, whichever its side, for hours whose real rate is not known. */
  readonly unknownFunding: Bps
  /** Multiplies known funding when we pay it, never when we receive it; 1 unless stressed. */
  readonly paidFundingFactor?: number
}

/** Hyperliquid, base tier: taker 4.5 bps, maker 1.5 bps; funding's resting rate is 0.01 % per 8 hours. */
export const hyperliquidCosts: Costs = { taker: 4.5, maker: 1.5, slippage: 2, unknownFunding: 0.125 }

/** Every cost times `factor`: the question "would it still pay if trading cost more than we think?" */
export const stressed = (costs: Costs, factor: number): Costs => ({
  taker: costs.taker * factor,
  maker: costs.maker * factor,
  slippage: costs.slippage * factor,
  unknownFunding: costs.unknownFunding * factor,
  paidFundingFactor: factor,
})

/** Basis points as a fraction: 1 bp is 0.0001. */
export const fraction = (bps: Bps): Fraction => bps / 10_000

export const fee = (size: Size, price: Price, rate: Bps): Usd => Math.abs(size) * price * fraction(rate)
