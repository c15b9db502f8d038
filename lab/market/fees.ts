import type { Bps, Fraction, Price, Size, Usd } from './units.ts'

/** Assumed trading costs. A strategy file states them; backtest and embedded exchange charge them. */
export interface Costs {
  /** Fees on the notional of taker and of maker fills. */
  readonly taker: Bps
  readonly maker: Bps
  /** Distance of every taker fill from the displayed price, to the disadvantage of the account. */
  readonly slippage: Bps
  /** Charged per hour on the position's notional, long or short, for hours whose real rate is unknown. */
  readonly unknownFunding: Bps
  /** Multiplies a known funding payment when we pay it, never when we receive it. Default 1; larger in stress tests. */
  readonly paidFundingFactor?: number
}

/** Hyperliquid, base tier: taker 4.5 bps, maker 1.5 bps; the base funding rate is 0.01 % per 8 hours. */
export const hyperliquidCosts: Costs = { taker: 4.5, maker: 1.5, slippage: 2, unknownFunding: 0.125 }

/** Every cost times `factor`, to test whether a strategy still pays when trading costs more than assumed. */
export const stressed = (costs: Costs, factor: number): Costs => ({
  taker: costs.taker * factor,
  maker: costs.maker * factor,
  slippage: costs.slippage * factor,
  unknownFunding: costs.unknownFunding * factor,
  paidFundingFactor: factor,
})

/** Basis points as a fraction: 1 bp is 0.0001. */
export const fraction = (bps: Bps): Fraction => bps / 10_000

/** Fee of a fill: its notional times the rate. The size may have either sign. */
export const fee = (size: Size, price: Price, rate: Bps): Usd => Math.abs(size) * price * fraction(rate)
