import { random } from '../../../random.ts'
import { ReadFailure } from '../http/failure.ts'
import { InfoTransport } from '../http/transport.ts'
import { type Asked, serve } from './http-server.ts'
import { hurried } from './hurried.ts'

/** Longest wait of one attempt in these tests, in ms. */
export const timeout = 300

const opened: { close: () => Promise<void> }[] = []
export const closeAll = async (): Promise<void> => {
  for (const one of opened.splice(0)) await one.close()
}

/** A transport whose pauses take no time, and a server that answers it. */
export async function open(answer: (asked: Asked) => void, tries = 5) {
  const server = await serve(answer)
  const { clock, timers, slept } = hurried(timeout)
  const transport = new InfoTransport({ url: server.url, clock, timers, random: random(1), timeout, tries })
  opened.push(transport, server)
  const ask = (payload: unknown = { type: 'allMids' }, signal?: AbortSignal) =>
    transport.request<unknown>('info', payload, signal)
  return { transport, server, slept, ask }
}

/** The error with which a request failed. */
export const failure = (asked: Promise<unknown>): Promise<ReadFailure> =>
  asked.then(
    () => Promise.reject(new Error('it was answered')),
    error => {
      if (error instanceof ReadFailure) return error
      throw error
    },
  )
