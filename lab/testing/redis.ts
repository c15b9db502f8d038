import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A Redis server for a test on loopback, with an append-only file in its own folder. */
export interface TestRedis {
  readonly url: string
  readonly port: number
  /** Simulates a crash: writes of the last second may be lost. */
  kill(): Promise<void>
  /** Restarts it on the same port with the content of its append-only file. */
  start(): Promise<void>
  stop(): Promise<void>
}

/**
 * Starts a server. @param server path of redis-server @param options command-line options, such as `['--requirepass',
 * 'x']`
 */
export async function startRedis(server: string, options: readonly string[] = []): Promise<TestRedis> {
  const folder = mkdtempSync(join(tmpdir(), 'seedbed-redis-'))
  const port = await freePort()
  let child: ChildProcess | undefined
  const kill = () => child?.kill('SIGKILL')
  process.once('exit', kill)
  const redis = {
    ...{ url: `redis://127.0.0.1:${port}`, port },
    async kill() {
      const ended = new Promise(resolve => child?.once('exit', resolve))
      if (kill()) await ended
    },
    async start() {
      const place = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder]
      const kept = ['--appendonly', 'yes', '--save', '', '--maxmemory-policy', 'noeviction']
      child = spawn(server, [...place, ...kept, ...options], { stdio: 'ignore' })
      const gone = new Promise<never>((_, reject) => {
        child?.once('error', reject)
        child?.once('exit', code => reject(new Error(`${server} ended with code ${code} before it listened`)))
      })
      gone.catch(() => {})
      await Promise.race([listening(port), gone])
    },
    async stop() {
      process.off('exit', kill)
      await redis.kill()
      rmSync(folder, { recursive: true })
    },
  }
  await redis.start()
  return redis
}

async function listening(port: number): Promise<void> {
  while (!(await canConnect(port))) await new Promise(resolve => setTimeout(resolve, 20))
}

const canConnect = (port: number): Promise<boolean> =>
  new Promise(resolve => {
    const socket = connect(port, '127.0.0.1', () => end(true))
    const end = (answer: boolean) => {
      socket.destroy()
      resolve(answer)
    }
    socket.on('error', () => end(false))
  })

export function freePort(): Promise<number> {
  const server = createServer()
  return new Promise((resolve, reject) => {
    server.on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port')),
      )
    })
  })
}
