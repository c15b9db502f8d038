import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Service } from './serve.ts'

/** HTTP endpoint for monitoring a worker. */
export interface Health {
  readonly port: number
  close(): Promise<void>
}

/**
 * `/live`: the process answers, also while it waits for Redis. `/ready`: Redis answers and jobs are accepted.
 * `/metrics`: counters in Prometheus format.
 *
 * @param port 0 for any free port
 */
export async function startHealth(service: Service, host: string, port: number): Promise<Health> {
  const server = createServer(({ url }, answer) => {
    const [status, text] = answers[url ?? '']?.(service) ?? [404, 'expected /live, /ready or /metrics\n']
    answer.writeHead(status, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' }).end(text)
  })
  await listen(server, host, port)
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

const answers: Readonly<Record<string, (service: Service) => readonly [number, string]>> = {
  '/live': () => [200, 'live\n'],
  '/ready': service => {
    if (!service.isConnected()) return [503, 'Redis does not answer\n']
    return service.status().state === 'serving' ? [200, 'ready\n'] : [503, 'draining\n']
  },
  '/metrics': service => [200, metricsOf(service)],
}

/** Name, type, help text and value of each metric. */
const metrics = [
  ['jobs', 'counter', 'Batches started.', status => status.jobs],
  ['evaluations', 'counter', 'Genomes scored.', status => status.evaluations],
  ['known', 'counter', 'Genomes with a known score.', status => status.known],
  ['failures', 'counter', 'Attempts that ended in an error.', status => status.failures],
  ['timeouts', 'counter', 'Attempts that took too long.', status => status.timeouts],
  ['busy_seconds', 'counter', 'Time spent scoring.', status => status.busyMs / 1_000],
  ['threads', 'gauge', 'Scoring threads.', status => status.threads],
  ['resident_bytes', 'gauge', 'Memory of the process.', status => status.residentBytes],
] as const satisfies readonly (readonly [
  string,
  'counter' | 'gauge',
  string,
  (status: ReturnType<Service['status']>) => number,
])[]

function metricsOf(service: Service): string {
  const status = service.status()
  const lines = metrics.flatMap(([name, kind, help, value]) => {
    const full = `seedbed_worker_${name}${kind === 'counter' ? '_total' : ''}`
    return [`# HELP ${full} ${help}`, `# TYPE ${full} ${kind}`, `${full} ${value(status)}`]
  })
  return `${lines.join('\n')}\n`
}

const listen = (server: Server, host: string, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
