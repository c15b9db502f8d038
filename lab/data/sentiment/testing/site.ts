import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { day, type EpochMs, epochMs, hour, second } from '../../../market/units.ts'

/** 2026-06-06 12:00 UTC. */
export const midday = epochMs(Date.UTC(2026, 5, 6, 12))

/** The site's answer at `now`: `count` days up to today, all in extreme fear. */
export function answer(count: number, now: EpochMs = midday) {
  const today = Math.floor(now / day) * day
  return {
    name: 'Fear and Greed Index',
    data: Array.from({ length: count }, (_, ago) => ({
      value: String(20 + (ago % 5)),
      value_classification: 'Extreme Fear',
      timestamp: String((today - ago * day) / second),
      ...(ago === 0 && { time_until_update: String((today + day - now) / second) }),
    })),
    metadata: { error: null },
  }
}

/** A local site. `respond` answers each request; every request is recorded. */
export async function openSite(respond: (response: ServerResponse, limit: number, count: number) => void) {
  const requests: string[] = []
  let open = 0
  let most = 0
  const server = createServer((request, response) => {
    requests.push(request.url ?? '')
    most = Math.max(most, ++open)
    response.on('close', () => open--)
    respond(response, Number(new URL(request.url ?? '', 'http://x').searchParams.get('limit')), requests.length)
  })
  await new Promise<void>(listening => server.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/fng/`,
    requests,
    mostAtOnce: () => most,
    close: () => {
      server.closeAllConnections()
      return new Promise(closed => server.close(closed))
    },
  }
}

/** A clock that moves only by `sleep` and `set`. */
export function clockwork(start: EpochMs = midday) {
  let now: number = start
  const slept: number[] = []
  return {
    clock: () => epochMs(now),
    slept,
    set: (time: number) => {
      now = time
    },
    sleep: async (ms: number) => {
      slept.push(ms)
      now += ms
    },
  }
}

export const later = (hours: number): EpochMs => epochMs(midday + hours * hour)
