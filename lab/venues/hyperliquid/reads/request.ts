import { InfoClient, type IRequestTransport } from '@nktkas/hyperliquid'
import { InputError } from '../../../input-error.ts'
import { WireError } from '../wire/refusal.ts'

/** The SDK's client, which builds and checks the requests. */
export type Client = InfoClient
export const clientOver = (transport: IRequestTransport): Client => new InfoClient({ transport })

/**
 * Sends one request and parses its answer.
 *
 * @param what name of the request for messages, such as `info l2Book BTC`
 * @throws ReadFailure without an answer; WireError for a malformed answer; InputError for an invalid request
 */
export async function ask<T>(
  what: string,
  question: () => Promise<unknown>,
  read: (data: unknown, what: string) => T,
): Promise<T> {
  let answer: unknown
  try {
    answer = await question()
  } catch (error) {
    throw isRefusedQuestion(error) ? new InputError(`${what}: ${error.message.replace(/\s+/g, ' ')}`) : error
  }
  return read(answer, what)
}

/** The client validates a request before sending it. */
const isRefusedQuestion = (error: unknown): error is Error => error instanceof Error && error.name === 'ValidationError'

/** Checks that all rows are of the requested symbol: the answer to another request must not be used. @throws WireError */
export function only<T extends { readonly symbol: string }>(
  what: string,
  rows: readonly T[],
  symbol: string,
): readonly T[] {
  const other = rows.findIndex(row => row.symbol !== symbol)
  if (other >= 0) throw new WireError(what, `${other}`, `something of ${symbol}`, rows[other].symbol)
  return rows
}

/** The request field that names a dex; empty for the venue's own. */
export const onDex = (dex: string | undefined) => (dex === undefined ? {} : { dex })
