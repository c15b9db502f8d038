/** What may be traded, at what cost, and what came of it. */

// What may be traded, and at what cost.

export { fraction, stressed } from '../market/fees.ts'
export type { Instrument } from '../market/instrument.ts'
export { assumedInstrument, hyperliquidInstruments, instrumentFor, syntheticInstrument } from '../market/instruments.ts'

// What came of it.

export type { Execution } from '../market/order.ts'
export type { Paid } from '../market/outcome.ts'
