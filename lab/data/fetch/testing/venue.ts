import { hour, parseInterval } from '../../../market/units.ts'
import type { HttpAnswer } from '../../../venues/hyperliquid/testing/info.ts'
import { startServer } from '../../../venues/hyperliquid/testing/server.ts'
import { candlesOf, type Request, rowsWithin } from '../../../venues/hyperliquid/testing/venue.ts'

/** A market of the test venue. */
export interface TestMarket {
  /** Time when its first candle opens and its first payment is made. */
  readonly listed: number
  readonly isDelisted?: boolean
  /** Times of candles and payments that the venue lacks. */
  readonly skip?: ReadonlySet<number>
}

/** A Hyperliquid server on loopback with made-up markets. At `now()` it has all data up to that time. */
export interface TestVenue {
  readonly url: string
  /** All requests received, refused ones included. */
  readonly asked: Request[]
  /** Fault injection: an answer to send instead of the right one. */
  fault: (request: Request) => HttpAnswer | undefined | Promise<HttpAnswer | undefined>
  close(): Promise<void>
}

export async function startVenue(markets: Readonly<Record<string, TestMarket>>, now: () => number): Promise<TestVenue> {
  const asked: Request[] = []
  const server = await startServer(async body => {
    const request = body as Request
    asked.push(request)
    return (await venue.fault(request)) ?? { body: answer(markets, request, now()) }
  })
  const venue: TestVenue = {
    url: server.infoUrl.replace(/\/info$/, ''),
    asked,
    fault: () => undefined,
    close: () => server.close(),
  }
  return venue
}

type Markets = Parameters<typeof startVenue>[0]

function answer(markets: Markets, request: Request, now: number): unknown {
  const coin = request.coin ?? request.req?.coin ?? ''
  switch (request.type) {
    case 'meta':
      return metaOf(markets)
    case 'metaAndAssetCtxs':
      return [metaOf(markets), Object.keys(markets).map(() => contextOf())]
    case 'l2Book':
      return { coin, time: now, levels: [[{ px: '1', sz: '1', n: 1 }], [{ px: '2', sz: '3', n: 1 }]] }
    case 'candleSnapshot': {
      const { listed, skip } = markets[coin]
      const step = parseInterval(request.req?.interval ?? '')
      return candlesOf(request, step, now, Math.floor(listed / step) * step, skip)
    }
    case 'fundingHistory':
      return rowsWithin(paymentsOf(coin, markets[coin], now), request, 500)
    default:
      return null
  }
}

const metaOf = (markets: Markets) => ({
  universe: Object.entries(markets).map(([name, { isDelisted }], i) => ({
    ...{ name, szDecimals: 2, maxLeverage: 10 + i, marginTableId: 10, ...(isDelisted && { isDelisted }) },
  })),
  marginTables: [],
  collateralToken: 0,
})

const contextOf = () => ({
  ...{ funding: '0.00001', openInterest: '10.0', prevDayPx: '100.0', dayNtlVlm: '1000.0', premium: '0.0' },
  ...{ oraclePx: '100.0', markPx: '100.0', midPx: '100.0', impactPxs: ['99.0', '101.0'], dayBaseVlm: '10.0' },
})

/** Paid some ms past the hour. */
function paymentsOf(coin: string, { listed, skip }: TestMarket, now: number) {
  const payments = []
  for (let t = Math.ceil(listed / hour) * hour; t <= now; t += hour) {
    if (skip?.has(t)) continue
    payments.push({ coin, fundingRate: `0.0000${10 + ((t / hour) % 80)}`, premium: '0.0003', time: t + (t % 97) })
  }
  return payments
}
