import { createHash } from 'node:crypto'
import { type ClientId, clientId } from '../../lab/market/order.ts'

/** The client id of a run's n-th order: the same after a crash, and different for every other order. */
export function mintClientId(run: string, n: number): ClientId {
  return clientId(`0x${createHash('sha256').update(`${run}/${n}`).digest('hex').slice(0, 32)}`)
}
