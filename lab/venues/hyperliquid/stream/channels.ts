import type { EpochMs } from '../../../market/units.ts'
import { marketChannels } from './market-channels.ts'
import type { AnyMessage } from './message.ts'
import { userChannels } from './user-channels.ts'

/** Parses the payload of a channel's message. @throws WireError */
export type Reader = (data: unknown, receivedAt: EpochMs) => AnyMessage

/** Parsers of all data channels, by the channel's name on the wire. */
export const readers: ReadonlyMap<string, Reader> = new Map(
  Object.entries({ ...marketChannels, ...userChannels } satisfies Record<string, Reader>),
)
