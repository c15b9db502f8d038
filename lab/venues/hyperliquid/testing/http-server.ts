import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A request as a test sees it. */
export interface Asked {
  readonly body: { readonly type: string } & Readonly<Record<string, unknown>>
  /** Number of the request, from 0. */
  readonly nth: number
  readonly request: IncomingMessage
  readonly response: ServerResponse
}

/** A server on a free port of loopback whose answers to `/info` the test provides. */
export async function serve(answer: (asked: Asked) => void) {
  const bodies: Asked['body'][] = []
  const server = createServer(async (request, response) => {
    let text = ''
    for await (const part of request) text += part
    const body = JSON.parse(text)
    bodies.push(body)
    answer({ body, nth: bodies.length - 1, request, response })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** Requests received so far. */
    bodies,
    close: async () => {
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
    },
  }
}

export const json = ({ response }: Asked, value: unknown, status = 200): void => {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value))
}

export const body = ({ response }: Asked, status: number, type: string, text: string | Buffer): void => {
  response.writeHead(status, { 'content-type': type }).end(text)
}
