import { InfoClient, type IRequestTransport } from '@nktkas/hyperliquid'
import { InputError } from '../../../input-error.ts'
import { WireError } from '../wire/refusal.ts'

/** Who asks, and with what eyes answers are read. */
export type Client = InfoClient
export const clientOver = (transport: IRequestTransport): Client => new InfoClient({ transport })

/**
 * One question, and its answer as our records.
 *
 * @param what for messages, such as `info l2Book BTC`
 * @throws ReadFailure without an answer, WireError when the answer is not what it should be, InputError when the question is not
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

/** The client checks what we ask before it is sent. */
const isRefusedQuestion = (error: unknown): error is Error => error instanceof Error && error.name === 'ValidationError'

/** Rows of what was asked for and nothing else: the answer to another question is worse than none. @throws WireError */
export function only<T extends { readonly symbol: string }>(
  what: string,
  rows: readonly T[],
  symbol: string,
): readonly T[] {
  const other = rows.findIndex(row => row.symbol !== symbol)
  if (other >= 0) throw new WireError(what, `${other}`, `something of ${symbol}`, rows[other].symbol)
  return rows
}

/** What of a question names the dex; nothing for the venue's own. */
export const onDex = (dex: string | undefined) => (dex === undefined ? {} : { dex })
