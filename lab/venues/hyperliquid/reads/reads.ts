import type { IRequestTransport } from '@nktkas/hyperliquid'
import { type Clock, wallClock } from '../../../clock.ts'
import { accountReads } from './account.ts'
import { marketReads } from './market.ts'
import { clientOver } from './request.ts'

export type Reads = ReturnType<typeof createReads>

/**
 * Everything that we ask of Hyperliquid, in our units. Each throws a ReadFailure when there is no answer, a WireError when the answer
 * is not what it should be, and an InputError when the question is not: what comes back empty, is empty.
 *
 * @param transport an InfoTransport, or one of its manners: `transport.as({ priority: 'urgent', isFresh: true })`
 */
export function createReads(transport: IRequestTransport, clock: Clock = wallClock) {
  const client = clientOver(transport)
  return { ...marketReads(client, clock), ...accountReads(client) }
}
