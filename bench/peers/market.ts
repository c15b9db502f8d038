import type { World } from '../../lab/backtest/backtest.ts'
import { syntheticMarket } from '../../lab/data/synthetic/market.ts'
import type { Bars } from '../../lab/market/bars.ts'
import { hyperliquidCosts } from '../../lab/market/fees.ts'
import type { Instrument } from '../../lab/market/instrument.ts'
import { instrumentFor, syntheticInstrument } from '../../lab/market/instruments.ts'
import { epochMs } from '../../lab/market/units.ts'

export const yearOfHours = 8_760
export const cash = 10_000

/** A simulated year of hours of one symbol. No bar is missing and each opens where the last one closed, as all the engines assume. */
export const sweptBars = (bars = yearOfHours, gaps = 0): Bars =>
  syntheticMarket({ seed: 20, symbols: ['SYN-A'], bars, gaps })[0]

/** The same bars where nobody pays funding: the peers know none. */
export function withoutFunding({ funding: _, ...bars }: Bars): Bars {
  return bars
}

/** All of the bars, from the first to the last. */
export const worldOf = (bars: Bars, instrument = instrumentOf(bars)): World => ({
  cash,
  costs: hyperliquidCosts,
  instruments: new Map([[bars.symbol, instrument]]),
  from: epochMs(bars.openTime[0]),
  to: epochMs(bars.openTime[bars.openTime.length - 1] + bars.interval),
})

export const instrumentOf = ({ symbol, synthetic }: Bars): Instrument =>
  synthetic ? syntheticInstrument(symbol) : instrumentFor(symbol)

/** The same instrument where nobody pays funding. */
export const unfunded = (instrument: Instrument): Instrument => ({ ...instrument, funding: 'none' })
