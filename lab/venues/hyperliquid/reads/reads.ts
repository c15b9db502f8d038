import type { IRequestTransport } from '@nktkas/hyperliquid'
import { type Clock, wallClock } from '../../../clock.ts'
import { accountReads } from './account.ts'
import { marketReads } from './market.ts'
import { clientOver } from './request.ts'

export type Reads = ReturnType<typeof createReads>

/**
 * All reads of Hyperliquid, in the units of this program. Each throws a ReadFailure without an answer, a WireError for a
 * malformed answer and an InputError for an invalid request. An empty result therefore means that there is nothing.
 *
 * @param transport an InfoTransport, or one with other options: `transport.as({ priority: 'urgent', isFresh: true })`
 */
export function createReads(transport: IRequestTransport, clock: Clock = wallClock) {
  const client = clientOver(transport)
  return { ...marketReads(client, clock), ...accountReads(client) }
}
