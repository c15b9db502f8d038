import { day } from '../../market/units.ts'
import { usualRangeBars } from '../../seeds/atr-breakout.ts'
import { seedNamed } from '../../seeds/index.ts'
import { recentBars, usualBars } from '../../seeds/nadaraya-watson.ts'
import type { Genes } from '../../seeds/seed.ts'
import { fullLead } from '../../seeds/sma-trend.ts'
import { slowerTimes, usualTimes } from '../../seeds/volatility-scaling.ts'
import { fullTrend, half } from '../../seeds/vwap-reversion.ts'
import type { KeptColumns } from './kept-columns.ts'
import type { Address, Kernel } from './kernel.ts'
import { type KernelIndicators, kernelIndicators } from './kernel-indicators.ts'
import type { MarketView } from './market-view.ts'

/** Target exposure of seeds for one symbol, computed in the WebAssembly kernel. */
export interface SeedExposures {
  /**
   * Writes the changes of the target exposure to `view.list`.
   *
   * @returns number of changes; undefined if the kernel does not support the seed, or genes or exposures are invalid
   */
  read(seed: string, genes: Genes, view: MarketView): number | undefined
}

/** Maximum number of columns computed for one seed, intermediate ones included. */
export const mostColumns = 18

interface LoopInput extends MarketView {
  readonly genes: Genes
  readonly at: KeptColumns['address']
  readonly kernel: KernelIndicators
  /** Output column: exposures, or events as in `lab/seeds/latest.ts`. */
  readonly out: Address
  /** Output column for short events, see `isTwofold`. */
  readonly other: Address
  readonly call: Kernel['call']
}

interface SeedLoop {
  /** Number of rows before the first traded row that the loop must also process. */
  readonly back: (genes: Genes) => number
  /** Number of rows at the start of the data that have no result. */
  readonly skip: (genes: Genes) => number
  /** Bars for which an event stays the exposure; absent when the loop writes exposures itself. */
  readonly hold?: (genes: Genes) => number
  /** Long and short events are in separate columns: long ones in `out`, short ones in `other`. */
  readonly isTwofold?: true
  readonly read: (input: LoopInput, from: number, to: number) => void
}

/**
 * Seeds as loops of the kernel over columns. Each seed is documented in its own file; property tests compare the loop
 * with that file's `exposure`.
 *
 * @param out and `other`: addresses of memory for one column of the longest symbol each; `tails`: for three such columns
 */
export function seedExposures(
  kernel: Kernel,
  columns: KeptColumns,
  [out, other, tails]: readonly [out: Address, other: Address, tails: Address],
): SeedExposures {
  const { call } = kernel
  const indicatorsOf = new Map<number, KernelIndicators>()
  const at = (column: Parameters<KeptColumns['address']>[0]) => columns.address(column)
  return {
    read(seed, genes, view) {
      const loop = seedLoops[seed]
      if (!loop || !areValid(seed, genes)) return undefined
      const { from, to, warm, range, list } = view
      const rows = view.bars.close.length
      const made = indicatorsOf.get(rows) ?? kernelIndicators(kernel, columns, tails, rows)
      indicatorsOf.set(rows, made)
      const hold = loop.hold?.(genes) ?? 0
      const first = Math.min(to, Math.max(loop.skip(genes), from - hold - loop.back(genes)))
      loop.read({ ...view, genes, at, kernel: made, out, other, call }, first, to)
      if (loop.hold) call.latest(out, hold, first, to)
      if (loop.isTwofold) {
        call.latest(other, hold, first, to)
        call.takeOff(out, other, first, to)
      }
      // Before `first` the loop wrote nothing, so these rows count as warm-up.
      const count = call.readExposure(out, from, to, Math.max(warm, first), range, list)
      return count < 0 ? undefined : count
    },
  }
}

/** Whether all genes are within their ranges. With invalid genes the TypeScript seed runs instead, and reports the error. */
function areValid(name: string, genes: Genes): boolean {
  const specs = seedNamed(name)?.genes ?? {}
  for (const gene in specs) {
    const { kind, min, max } = specs[gene]
    const value = genes[gene]
    if (!(value >= min && value <= max) || (kind === 'int' && !Number.isInteger(value))) return false
  }
  return true
}

const none = () => 0
const one = () => 1

const seedLoops: Readonly<Record<string, SeedLoop>> = {
  'ema-cross': {
    ...{ back: none, skip: none },
    read({ candles: { close }, genes, kernel, out, call }, from, to) {
      const { fast, gap, band } = genes
      call.emaCross(kernel.ema(close, fast), kernel.ema(close, fast + gap), band, out, from, to)
    },
  },
  rsi: {
    ...{ back: one, skip: one, hold: ({ hold }) => hold },
    read({ candles: { close }, genes, kernel, out, call }, from, to) {
      call.rsi(kernel.rsiCutler(close, genes.period), genes.oversold, genes.overbought, out, from, to)
    },
  },
  bollinger: {
    ...{ back: one, skip: one, hold: ({ hold }) => hold },
    read({ candles: { close }, genes, kernel, out, call }, from, to) {
      const middle = kernel.sma(close, genes.lookback)
      const upper = kernel.upperBand(close, middle, genes.lookback)
      call.bollinger(close, middle, upper, genes.width, out, from, to)
    },
  },
  'donchian-breakout': {
    ...{ back: one, skip: one, hold: ({ hold }) => hold },
    read({ bars, candles: { close }, genes, at, kernel, out, call }, from, to) {
      const [high, low] = [at(bars.high), at(bars.low)]
      const [upper, lower] = [kernel.rollingMax(high, genes.channel), kernel.rollingMin(low, genes.channel)]
      call.donchianBreakout(close, upper, lower, genes.margin, out, from, to)
    },
  },
  stochastic: {
    ...{ back: ({ k }) => k + 1, skip: one, hold: ({ hold }) => hold, isTwofold: true },
    read({ bars, candles: { close }, genes, at, kernel, out, other, call }, from, to) {
      const [high, low] = [at(bars.high), at(bars.low)]
      const { oversold, overbought, divergence } = genes
      const [lowest, highest] = [kernel.rollingMin(low, genes.k), kernel.rollingMax(high, genes.k)]
      const k = kernel.sma(kernel.place(close, highest, lowest), 1)
      const d = kernel.sma(k, genes.d)
      const [leastK, mostK] = [kernel.rollingMin(k, genes.k), kernel.rollingMax(k, genes.k)]
      call.stochastic(
        ...[k, d, low, high, leastK, mostK, lowest, highest],
        ...[genes.k, oversold, overbought, divergence, out, other, from, to],
      )
    },
  },
  'sma-trend': {
    ...{ back: none, skip: ({ fast, strength }) => fast - 1 + strength },
    read({ candles: { close }, genes, kernel, out, call }, from, to) {
      const { fast, gap, strength, sensitivity, momentum } = genes
      const [quick, slow] = [kernel.sma(close, fast), kernel.sma(close, fast + gap)]
      const moved = kernel.simpleReturns(close, strength)
      call.smaTrend(
        ...[close, quick, slow, moved, fast - 1, strength],
        ...[fullLead, sensitivity, momentum, out, from, to],
      )
    },
  },
  'atr-breakout': {
    ...{ back: one, skip: one, hold: ({ hold }) => hold },
    read({ bars, candles: { close }, genes, indicators, at, kernel, out, call }, from, to) {
      const [high, low] = [at(bars.high), at(bars.low)]
      const range = kernel.sma(at(indicators.trueRange(bars.high, bars.low, bars.close)), genes.atr)
      const width = kernel.ratio(range, kernel.sma(range, usualRangeBars))
      const narrowest = kernel.rollingMin(width, genes.channel)
      const [upper, lower] = [kernel.rollingMax(high, genes.channel), kernel.rollingMin(low, genes.channel)]
      const { expansion, squeeze, adjustment } = genes
      call.atrBreakout(...[close, upper, lower, width, narrowest], ...[expansion, squeeze, adjustment, out, from, to])
    },
  },
  ichimoku: {
    ...{ back: none, skip: ({ kijun }) => kijun },
    read({ bars, candles: { close }, genes, at, kernel, out, call }, from, to) {
      const [high, low] = [at(bars.high), at(bars.low)]
      const { tenkan, kijun, senkou, cloud, momentum } = genes
      const [fast, slow, edge] = [tenkan, kijun, senkou].map(period => {
        return kernel.middle(kernel.rollingMax(high, period), kernel.rollingMin(low, period))
      })
      call.ichimoku(close, fast, slow, edge, kijun, cloud, momentum, out, from, to)
    },
  },
  'vwap-reversion': {
    ...{ back: one, skip: ({ period }) => half(period) + 2, hold: ({ hold }) => hold },
    read({ bars, candles: { close }, genes, at, kernel, out, call }, from, to) {
      const [high, low] = [at(bars.high), at(bars.low)]
      const { period, deviation, regime } = genes
      const volume = at(bars.volume)
      const mean = kernel.vwap(high, low, close, volume, period)
      const reach = kernel.vwapDeviation(high, low, close, volume, period)
      call.vwapReversion(
        ...[high, low, close, volume, mean, reach, kernel.sma(volume, period), half(period)],
        ...[deviation, genes.volume, regime, fullTrend, out, from, to],
      )
    },
  },
  'volatility-scaling': {
    ...{ back: none, skip: ({ momentum, persistence }) => Math.max(momentum, persistence) },
    read({ bars, candles: { close }, genes, indicators, at, kernel, out, call }, from, to) {
      const { momentum, window, target, multi, threshold, persistence, scaling } = genes
      const returns = at(indicators.logReturns(bars.close, 1))
      const swift = kernel.rollingStd(returns, window)
      const calm = kernel.rollingStd(returns, slowerTimes * window)
      const normal = kernel.sma(swift, usualTimes * window)
      const perYear = Math.sqrt((365 * day) / bars.interval)
      call.volatilityScaling(
        ...[close, swift, calm, normal, momentum, perYear],
        ...[target, multi, threshold, persistence, scaling, out, from, to],
      )
    },
  },
  'funding-carry': {
    ...{ back: none, skip: none, hold: ({ duration }) => duration, isTwofold: true },
    read({ bars, genes, at, kernel, out, other, call }, from, to) {
      const { persistence, momentum, threshold, reversal } = genes
      const funding = at(bars.funding ?? new Float64Array(bars.close.length).fill(Number.NaN))
      call.fundingCarry(
        ...[funding, kernel.sma(funding, persistence), momentum, threshold, reversal],
        ...[out, other, from, to],
      )
    },
  },
  'nadaraya-watson': {
    ...{ back: none, skip: ({ bandwidth }) => bandwidth },
    read({ bars, candles: { close }, genes, indicators, at, kernel, out, call }, from, to) {
      const { bandwidth, threshold, adaptation } = genes
      const estimate = kernel.kernelRegression(close, genes.kernel === 1 ? 'epanechnikov' : 'gaussian', bandwidth)
      const line = kernel.ema(estimate, genes.smoothing)
      const volatility = kernel.rollingStd(at(indicators.logReturns(bars.close, 1)), recentBars)
      const normal = kernel.sma(volatility, usualBars)
      call.nadarayaWatson(line, volatility, normal, bandwidth, threshold, adaptation, out, from, to)
    },
  },
}
