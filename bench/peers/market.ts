import type { World } from '../../lab/backtest/backtest.ts'
import { syntheticMarket } from '../../lab/data/synthetic/market.ts'
import type { Bars } from '../../lab/market/bars.ts'
import { hyperliquidCosts } from '../../lab/market/fees.ts'
import type { Instrument } from '../../lab/market/instrument.ts'
import { instrumentFor, syntheticInstrument } from '../../lab/market/instruments.ts'
import { epochMs } from '../../lab/market/units.ts'

export const yearOfHours = 8_760
export const cash = 10_000

/**
 * A simulated year of hourly bars of one symbol, without gaps: each opens at the previous close, as all engines
 * assume.
 */
export const sweptBars = (bars = yearOfHours, gaps = 0): Bars =>
  syntheticMarket({ seed: 20, symbols: ['SYN-A'], bars, gaps })[0]

/** The same bars without funding, which the other engines do not support. */
export function withoutFunding({ funding: _, ...bars }: Bars): Bars {
  return bars
}

/** Trades all bars, from first to last. */
export const worldOf = (bars: Bars, instrument = instrumentOf(bars)): World => ({
  cash,
  costs: hyperliquidCosts,
  instruments: new Map([[bars.symbol, instrument]]),
  from: epochMs(bars.openTime[0]),
  to: epochMs(bars.openTime[bars.openTime.length - 1] + bars.interval),
})

export const instrumentOf = ({ symbol, synthetic }: Bars): Instrument =>
  synthetic ? syntheticInstrument(symbol) : instrumentFor(symbol)

/** The same instrument without funding. */
export const unfunded = (instrument: Instrument): Instrument => ({ ...instrument, funding: 'none' })
