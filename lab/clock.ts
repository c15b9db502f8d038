import { type EpochMs, epochMs } from './market/units.ts'

export type Clock = () => EpochMs

/** The one place that reads the time of day. */
export const wallClock: Clock = () => epochMs(Date.now())
