import { intervals } from '../wire/interval.ts'

/** Weight of a request in the venue's budget for an IP address. */
export interface RequestCost {
  /** Weight charged when it is sent. */
  readonly weight: number
  /** Most weight that the rows of its answer can add. */
  readonly surcharge: number
}

/** A request to `/info`. */
export interface InfoRequest {
  readonly type: string
}

const weights: ReadonlyMap<string, number> = new Map([
  ...['l2Book', 'allMids', 'clearinghouseState', 'orderStatus'].map(type => [type, 2] as const),
  ...['spotClearinghouseState', 'exchangeStatus'].map(type => [type, 2] as const),
  ['userRole', 60],
])
const usual = 20

/** Answers that cost one more for every `rows` rows, and their greatest number of rows. */
const perRows: ReadonlyMap<string, { readonly rows: number; readonly most: number }> = new Map([
  ['candleSnapshot', { rows: 60, most: 5_000 }],
  ['fundingHistory', { rows: 20, most: 500 }],
  ['historicalOrders', { rows: 20, most: 2_000 }],
  ['recentTrades', { rows: 20, most: 500 }],
  ['twapHistory', { rows: 20, most: 2_000 }],
  ['userFills', { rows: 20, most: 2_000 }],
  ['userFillsByTime', { rows: 20, most: 2_000 }],
  ['userFunding', { rows: 20, most: 500 }],
  ['userNonFundingLedgerUpdates', { rows: 20, most: 2_000 }],
  ['userTwapSliceFills', { rows: 20, most: 2_000 }],
  ['userTwapSliceFillsByTime', { rows: 20, most: 2_000 }],
])

/** The cost of a request. Source: the venue's documentation of rate limits. */
export const requestCostOf = (request: InfoRequest): RequestCost => ({
  weight: weights.get(request.type) ?? usual,
  surcharge: surchargeOf(request, mostRows(request)),
})

/** Weight added by `rows` rows. The venue does not document its rounding, so this rounds up. */
export function surchargeOf({ type }: InfoRequest, rows: number): number {
  const per = perRows.get(type)
  return per ? Math.ceil(rows / per.rows) : 0
}

function mostRows(request: InfoRequest): number {
  const most = perRows.get(request.type)?.most ?? 0
  if (request.type !== 'candleSnapshot') return most
  const { interval, startTime, endTime } = (request as { req?: Partial<Record<string, unknown>> }).req ?? {}
  const length = intervals[interval as keyof typeof intervals]
  const asked = Math.floor((Number(endTime) - Number(startTime)) / length) + 1
  return asked >= 0 && asked < most ? asked : most
}
