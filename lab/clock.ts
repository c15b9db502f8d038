import { type EpochMs, epochMs } from './market/units.ts'

/** Returns the current time. Passed in, so that tests and replays can set it. */
export type Clock = () => EpochMs

/** The only place that reads the system clock. */
export const wallClock: Clock = () => epochMs(Date.now())
