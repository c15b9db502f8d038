import type { IRequestTransport } from '@nktkas/hyperliquid'
import { type Clock, wallClock } from '../../../clock.ts'
import { accountReads } from './account.ts'
import { marketReads } from './market.ts'
import { clientOver } from './request.ts'

export type Reads = ReturnType<typeof createReads>

/**
 * All reads of Hyperliquid, with results in the units of this program.
 *
 * Each read throws a ReadFailure when no answer arrives, a WireError for a malformed answer, and an InputError for an
 * invalid request. An empty result therefore means that the venue has no such rows.
 *
 * @param transport an InfoTransport; `transport.as({ priority: 'urgent', isFresh: true })` is the same with other
 *   options
 */
export function createReads(transport: IRequestTransport, clock: Clock = wallClock) {
  const client = clientOver(transport)
  return { ...marketReads(client, clock), ...accountReads(client) }
}
