import { createServer, type IncomingHttpHeaders, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A request that went through the proxy. */
export interface Passed {
  readonly method: string
  /** Path with query. */
  readonly path: string
  readonly headers: IncomingHttpHeaders
}

/** A fault for one request. */
export type Fault =
  | { readonly status: number }
  /** The connection closes after this many bytes of the body. */
  | { readonly cutAfter: number }
  /** The answer stalls after this many bytes of the body. */
  | { readonly silentAfter: number }
  /** The byte at this position of the body is changed. */
  | { readonly bendAt: number }
  /** The Range header is dropped. */
  | { readonly ignoreRange: true }

/** A proxy in front of an S3 server that records requests and injects faults. */
export interface Wire {
  readonly endpoint: string
  readonly passed: readonly Passed[]
  /** Bytes of bodies sent so far. */
  readonly bytes: () => number
  /** The fault for a request; none by default. */
  fault: (request: Passed) => Fault | undefined
  stop(): Promise<void>
}

export async function startWire(target: string): Promise<Wire> {
  const passed: Passed[] = []
  let bytes = 0
  const wire = { fault: (_: Passed): Fault | undefined => undefined }
  const server = createServer((incoming, answer) => {
    const one = { method: incoming.method ?? '', path: incoming.url ?? '', headers: incoming.headers }
    passed.push(one)
    const fault = wire.fault(one)
    if (fault && 'status' in fault) {
      answer.writeHead(fault.status).end('<Error><Code>Broken</Code><Message>as told</Message></Error>')
      return
    }
    const headers = { ...incoming.headers }
    if (fault && 'ignoreRange' in fault) delete headers.range
    const outgoing = request(new URL(one.path, target), { method: one.method, headers }, response => {
      answer.writeHead(response.statusCode ?? 500, response.headers)
      answer.flushHeaders()
      let at = 0
      response.on('data', (chunk: Buffer) => {
        const sent = spoilt(chunk, at, fault, answer)
        at += chunk.length
        bytes += sent.length
        if (sent.length) answer.write(sent)
        if (fault && 'cutAfter' in fault && at >= fault.cutAfter) setTimeout(() => answer.destroy(), 20)
      })
      response.on('end', () => {
        if (!fault || !('cutAfter' in fault || 'silentAfter' in fault)) answer.end()
      })
    })
    outgoing.on('error', () => answer.destroy())
    incoming.pipe(outgoing)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return Object.assign(wire, {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    passed,
    bytes: () => bytes,
    stop: () =>
      new Promise<void>(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  })
}

function spoilt(chunk: Buffer, at: number, fault: Fault | undefined, answer: ServerResponse): Buffer {
  if (!fault || answer.destroyed) return chunk
  if ('cutAfter' in fault) return chunk.subarray(0, Math.max(0, fault.cutAfter - at))
  if ('silentAfter' in fault) return chunk.subarray(0, Math.max(0, fault.silentAfter - at))
  if ('bendAt' in fault && fault.bendAt >= at && fault.bendAt < at + chunk.length) {
    const corrupted = Buffer.from(chunk)
    corrupted[fault.bendAt - at] ^= 1
    return corrupted
  }
  return chunk
}
