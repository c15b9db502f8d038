import { type EpochMs, epochMs } from './market/units.ts'

export type Clock = () => EpochMs

/** The only place that reads the system clock. */
export const wallClock: Clock = () => epochMs(Date.now())
