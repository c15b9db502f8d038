/** Instruments, trading costs, and results. */

// Instruments and trading costs.

export { fraction, stressed } from '../market/fees.ts'
export type { Instrument } from '../market/instrument.ts'
export { assumedInstrument, hyperliquidInstruments, instrumentFor, syntheticInstrument } from '../market/instruments.ts'

// Results.

export type { Execution } from '../market/order.ts'
export type { Paid } from '../market/outcome.ts'
