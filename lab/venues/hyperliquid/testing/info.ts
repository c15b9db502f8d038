import type { IncomingMessage, RequestListener } from 'node:http'

/** The answer to JSON posted to a path. @returns undefined for HTTP 404 */
export type InfoAnswer = (body: unknown, path: string) => HttpAnswer | undefined | Promise<HttpAnswer | undefined>

export interface HttpAnswer {
  /** Default 200. */
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  /** An object is sent as JSON, text unchanged. */
  readonly body: unknown
}

/** Answers every POST with `answer`; without one, every request gets HTTP 404. */
export const answerWith =
  (answer: InfoAnswer = () => undefined): RequestListener =>
  async (request, response) => {
    try {
      const found = request.method === 'POST' ? await answer(await bodyOf(request), request.url ?? '') : undefined
      const { status = 200, headers = {}, body } = found ?? { status: 404, body: 'not found' }
      response.writeHead(status, { 'content-type': 'application/json', ...headers })
      response.end(typeof body === 'string' ? body : JSON.stringify(body))
    } catch (error) {
      response.writeHead(500, { 'content-type': 'text/plain' }).end(String(error))
    }
  }

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return JSON.parse(Buffer.concat(chunks).toString())
}
