import { type DurationMs, day, hour } from '../../market/units.ts'
import { gaussian, type Random } from '../../random.ts'

/** Simulated columns of one symbol, without gaps. */
export interface Path {
  readonly open: Float64Array
  readonly high: Float64Array
  readonly low: Float64Array
  readonly close: Float64Array
  readonly volume: Float64Array
  readonly funding: Float64Array
}

interface PathOptions {
  /** Gives an independent random stream for each purpose. */
  readonly chance: (purpose: string) => Random
  /** Standard normal shocks that all symbols share, one for each bar. */
  readonly factor: Float64Array
  /** Volatility of each bar, as a fraction of price. */
  readonly regimes: Float64Array
  readonly correlation: number
  readonly edge: number
  readonly persistence: number
  readonly interval: DurationMs
}

/** Jumps come about twice a month, with a standard deviation six times the bar's. */
const jumpsPerDay = 1 / 15
const jumpSize = 6
/** Mean hourly funding rate of perpetuals in a quiet market: 0.01 % per 8 hours. */
const restingFunding = 0.0000125

/** Simulates one symbol: prices, volume and funding, one value for each element of `factor`. */
export function symbolPath({ chance, factor, regimes, correlation, edge, persistence, interval }: PathOptions): Path {
  const n = factor.length
  const [own, jumps, drift, range, activity] = ['own', 'jumps', 'drift', 'range', 'activity'].map(chance) as [
    Random,
    Random,
    Random,
    Random,
    Random,
  ]
  const path: Path = {
    open: new Float64Array(n),
    high: new Float64Array(n),
    low: new Float64Array(n),
    close: new Float64Array(n),
    volume: new Float64Array(n),
    funding: new Float64Array(n),
  }
  const jumpsPerBar = (jumpsPerDay * interval) / day
  let price = 10 ** (1 + 3 * own())
  const usualVolume = 2e6 / price
  let sign = drift() < 0.5 ? -1 : 1
  let premium = 0
  for (let i = 0; i < n; i++) {
    const volatility = regimes[i]
    if (drift() < 1 / persistence) sign = -sign
    const shock = Math.sqrt(correlation) * factor[i] + Math.sqrt(1 - correlation) * gaussian(own)
    const jump = jumps() < jumpsPerBar ? jumpSize * gaussian(jumps) : 0
    // Half the variance is subtracted, so that the expected price stays constant, not the expected logarithm.
    const variance = volatility ** 2 * (1 + jumpsPerBar * jumpSize ** 2)
    const move = volatility * (shock + jump + edge * sign) - variance / 2
    path.open[i] = price
    const close = price * Math.exp(move)
    path.high[i] = price * Math.exp(bridge(move, volatility, range))
    path.low[i] = price * Math.exp(-bridge(-move, volatility, range))
    path.close[i] = close
    path.volume[i] = usualVolume * (0.4 + 100 * volatility + 40 * Math.abs(move)) * Math.exp(0.4 * gaussian(activity))
    path.funding[i] = restingFunding + premium
    // Longs pay after a rise: the premium follows returns and fades over a day.
    premium = premium * (1 - Math.min(1, interval / day)) + 0.0006 * move * (interval / hour)
    price = close
  }
  return path
}

/** How far a Brownian path that ends at `move` rose above its start: a draw from the exact distribution of its maximum. */
function bridge(move: number, volatility: number, chance: Random): number {
  return (move + Math.sqrt(move ** 2 - 2 * volatility ** 2 * Math.log(1 - chance()))) / 2
}
