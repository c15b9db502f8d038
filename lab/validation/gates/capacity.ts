import { type Bars, rowAt } from '../../market/bars.ts'
import { day, epochMs } from '../../market/units.ts'
import { universeOf } from '../candidate.ts'
import { squareRootImpact } from '../statistics/impact.ts'
import { above, atMost, type Gate } from './gate.ts'
import { tradesOf } from './returns.ts'

/** Findings of gate G8. */
export interface CapacityFindings {
  /** Starting cash of the backtest, USD. */
  readonly equity: number
  /** Profit before costs of the trades in training and validation, USD; called the gross edge. */
  readonly grossUsd: number
  /**
   * Estimated cost of the market impact of the strategy's own orders at `equity`, USD; absent if volumes are unknown.
   */
  readonly impactUsd?: number
  /** Largest order as a share of its symbol's daily volume; absent if volumes are unknown. */
  readonly largestShare?: number
  /**
   * For several values of equity in USD: impact as a share of the gross edge, and the largest order as a share of its
   * symbol's daily volume. Empty if volumes are unknown.
   */
  readonly curve: readonly { readonly equity: number; readonly impactShare: number; readonly volumeShare: number }[]
  /** Largest equity in USD at which both limits hold; absent without a gross edge or if volumes are unknown. */
  readonly capUsd?: number
  /** Maximum order in USD: the limit `volumeShare` times the daily volume of the least traded symbol. */
  readonly orderCapUsd?: number
}

/** Number of days before an order over which volume and volatility are measured. */
const memory = 30

/** G8: how much capital the strategy can trade. */
export const capacity: Gate<CapacityFindings> = {
  id: 'G8',
  name: 'capacity',
  concern: 'Market impact of its own orders leaves most of the edge at the intended size.',
  async find(context) {
    const { candidate, outcomes, thresholds } = context
    const { impactShare, volumeShare, y } = thresholds.capacity
    const liquidity = new Map(universeOf(candidate).map(bars => [bars.symbol, liquidityOf(bars)]))
    let [impactUsd, largestShare, unknown] = [0, 0, 0]
    const executions = [...outcomes.train.executions, ...outcomes.validation.executions]
    for (const { symbol, at, size, price } of executions) {
      const known = liquidity.get(symbol)?.(at)
      if (!known) {
        unknown++
        continue
      }
      const usd = Math.abs(size) * price
      const share = usd / known.volumeUsd
      impactUsd += usd * squareRootImpact(share, known.volatility, y)
      largestShare = Math.max(largestShare, share)
    }
    const grossUsd = tradesOf(context).reduce((sum, trade) => sum + trade.grossUsd, 0)
    const { cash } = candidate
    const isKnown = executions.length > 0 && unknown < executions.length / 2
    if (!isKnown) return { equity: cash, grossUsd, curve: [] }
    // Impact per dollar grows with the square root of order size, so impact as a share of the edge does too.
    const shareAt = (equity: number) => (grossUsd > 0 ? (impactUsd / grossUsd) * Math.sqrt(equity / cash) : 0)
    const curve = [1e4, 3e4, 1e5, 3e5, 1e6, 3e6, 1e7, 3e7, 1e8, 3e8, 1e9].map(equity => ({
      equity,
      impactShare: shareAt(equity),
      volumeShare: (largestShare * equity) / cash,
    }))
    const byImpact = grossUsd > 0 && impactUsd > 0 ? cash * (impactShare / (impactUsd / grossUsd)) ** 2 : 0
    const byVolume = largestShare > 0 ? (cash * volumeShare) / largestShare : 0
    const latest = candidate.segments.validation.to
    const volumes = [...liquidity.values()].flatMap(at => at(latest)?.volumeUsd ?? [])
    return {
      equity: cash,
      grossUsd,
      impactUsd,
      largestShare,
      curve,
      ...(grossUsd > 0 && { capUsd: Math.min(byImpact, byVolume) }),
      ...(volumes.length > 0 && { orderCapUsd: volumeShare * Math.min(...volumes) }),
    }
  },
  checks: [
    {
      check: 'gross edge',
      unit: 'USD',
      required: () => 0,
      found: f => f.grossUsd,
      passes: above,
      say: found => `Profit of its trades before costs: ${found}. Required: above zero.`,
      silent: '',
    },
    {
      check: 'impact at its size',
      unit: 'share',
      required: t => t.capacity.impactShare,
      found: f => (f.impactUsd !== undefined && f.grossUsd > 0 ? f.impactUsd / f.grossUsd : undefined),
      passes: atMost,
      say: (found, required, f) =>
        `At ${Math.round(f.equity).toLocaleString('en-US')} USD, market impact of its own orders takes ${found} of the edge (square-root law). Limit: ${required}. The limits hold up to ${Math.round(f.capUsd ?? 0).toLocaleString('en-US')} USD.`,
      silent: 'Volumes are unknown, or there is no edge.',
    },
    {
      check: 'largest order',
      unit: 'share',
      required: t => t.capacity.volumeShare,
      found: f => f.largestShare,
      passes: atMost,
      say: (found, required) => `Its largest order was ${found} of the daily volume of its symbol. Limit: ${required}.`,
      silent: 'Volumes are unknown.',
    },
  ],
}

/**
 * Returns a function from a time to the mean daily volume in USD and the daily volatility over the 30 days before it.
 * The result is undefined with fewer than 5 days of bars, or without volume.
 */
function liquidityOf(
  bars: Bars,
): (at: number) => { readonly volumeUsd: number; readonly volatility: number } | undefined {
  const { openTime, close, volume, interval } = bars
  const rows = openTime.length
  const [usd, squares] = [new Float64Array(rows + 1), new Float64Array(rows + 1)]
  for (let i = 0; i < rows; i++) {
    usd[i + 1] = usd[i] + volume[i] * close[i]
    squares[i + 1] = squares[i] + (i > 0 ? Math.log(close[i] / close[i - 1]) ** 2 : 0)
  }
  return at => {
    const to = rowAt(bars, epochMs(at))
    const from = rowAt(bars, epochMs(at - memory * day))
    const days = ((to - from) * interval) / day
    if (days < 5) return undefined
    const volumeUsd = (usd[to] - usd[from]) / days
    const volatility = Math.sqrt((squares[to] - squares[from]) / days)
    return volumeUsd > 0 ? { volumeUsd, volatility } : undefined
  }
}
