import { createHash } from 'node:crypto'
import { type ClientId, clientId } from '../../lab/market/order.ts'

/** The n-th order of one run of one strategy: the same again after a crash, another for every other order. */
export function mintClientId(run: string, n: number): ClientId {
  return clientId(`0x${createHash('sha256').update(`${run}/${n}`).digest('hex').slice(0, 32)}`)
}
