import type { IRequestTransport } from '@nktkas/hyperliquid'

export interface Request {
  readonly type: string
  readonly req?: {
    readonly coin: string
    readonly interval: string
    readonly startTime: number
    readonly endTime: number
  }
  readonly coin?: string
  readonly user?: string
  readonly startTime?: number
  readonly endTime?: number
}

/** A transport that answers at once; `asked` lists the requests. */
export function answering(answer: (request: Request) => unknown) {
  const asked: Request[] = []
  const transport: IRequestTransport = {
    isTestnet: true,
    request: async <T>(_: string, payload: unknown) => {
      asked.push(payload as Request)
      return structuredClone(answer(payload as Request)) as T
    },
  }
  return { transport, asked }
}

/**
 * The venue's answer for rows with times: those within the time range, both ends included, oldest first, at most `most`.
 */
export const rowsWithin = <T extends { readonly time: number }>(
  rows: readonly T[],
  request: Request,
  most: number,
): T[] =>
  rows.filter(({ time }) => time >= (request.startTime ?? 0) && time <= (request.endTime ?? Infinity)).slice(0, most)

/** Candles as the venue sends them: all that overlap the time range, from the newest 5,000 up to `now`. */
export function candlesOf(
  request: Request,
  step: number,
  now: number,
  listed: number,
  skip: ReadonlySet<number> = new Set(),
) {
  const { coin, interval, startTime, endTime } = request.req as NonNullable<Request['req']>
  const open = Math.floor(now / step) * step
  const first = Math.max(listed, open - 4_999 * step, Math.floor(startTime / step) * step)
  const candles = []
  for (let t = first; t <= Math.min(open, endTime); t += step) {
    if (skip.has(t)) continue
    const price = `${100 + ((t / step) % 7)}.0`
    candles.push({ t, T: t + step - 1, s: coin, i: interval, o: price, c: price, h: price, l: price, v: '1.0', n: 2 })
  }
  return candles
}
