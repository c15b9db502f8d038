import type { EpochMs } from '../../../market/units.ts'
import { marketChannels } from './market-channels.ts'
import type { AnyMessage } from './message.ts'
import { userChannels } from './user-channels.ts'

/** Reads what a channel carries. @throws WireError */
export type Reader = (data: unknown, receivedAt: EpochMs) => AnyMessage

/** Every channel that brings news, by its name on the wire. */
export const readers: ReadonlyMap<string, Reader> = new Map(
  Object.entries({ ...marketChannels, ...userChannels } satisfies Record<string, Reader>),
)
