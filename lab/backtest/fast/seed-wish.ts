import { day } from '../../market/units.ts'
import { usualRangeBars } from '../../seeds/atr-breakout.ts'
import { recentBars, usualBars } from '../../seeds/nadaraya-watson.ts'
import type { Genes } from '../../seeds/seed.ts'
import { fullLead } from '../../seeds/sma-trend.ts'
import { slowerTimes, usualTimes } from '../../seeds/volatility-scaling.ts'
import { fullTrend, half } from '../../seeds/vwap-reversion.ts'
import type { KeptColumns } from './kept-columns.ts'
import type { Address, Kernel } from './kernel.ts'
import type { Sight } from './sight.ts'

/** What a seed wants of one symbol, in the kernel. */
export interface SeedWishes {
  /** @returns how many changes the list has; `undefined` where the seed is none that the kernel knows, or what it wants is no exposure */
  read(seed: string, genes: Genes, sight: Sight): number | undefined
}

/** The most columns that a seed reads besides candles. */
export const mostColumns = 8

interface Asked extends Sight {
  readonly genes: Genes
  readonly at: KeptColumns['address']
  /** Room for exposures, or events, a number each row. */
  readonly out: Address
  readonly other: Address
  readonly call: Kernel['call']
}

interface Idea {
  /** Rows before the first one that are looked at for its sake. */
  readonly back: (genes: Genes) => number
  /** Rows at the beginning of which nothing can be said. */
  readonly skip: (genes: Genes) => number
  /** Bars that an event is held; absent: exposures come as they are. */
  readonly hold?: (genes: Genes) => number
  /** Either side has events of its own: those of shorts lie in `other`. */
  readonly isTwofold?: true
  readonly read: (asked: Asked, from: number, to: number) => void
}

/**
 * Seeds as loops over columns. What each does is said in its own file and compared with it by property tests; the columns come from the same
 * functions.
 *
 * @param out   room for two columns as long as the longest
 */
export function seedWishes({ call }: Kernel, columns: KeptColumns, out: Address, other: Address): SeedWishes {
  const at = (column: Parameters<KeptColumns['address']>[0]) => columns.address(column)
  return {
    read(seed, genes, sight) {
      const idea = ideas[seed]
      if (!idea) return undefined
      const { from, to, warm, range, list } = sight
      const hold = idea.hold?.(genes) ?? 0
      const first = Math.min(to, Math.max(idea.skip(genes), from - hold - idea.back(genes)))
      idea.read({ ...sight, genes, at, out, other, call }, first, to)
      if (idea.hold) call.latest(out, hold, first, to)
      if (idea.isTwofold) {
        call.latest(other, hold, first, to)
        call.takeOff(out, other, first, to)
      }
      // Rows that nothing can be said of lie before the first warm one.
      const count = call.readWish(out, from, to, Math.max(warm, first), range, list)
      return count < 0 ? undefined : count
    },
  }
}

const none = () => 0
const one = () => 1

const ideas: Readonly<Record<string, Idea>> = {
  'ema-cross': {
    ...{ back: none, skip: none },
    read({ bars, genes, indicators, at, out, call }, from, to) {
      const { fast, gap, band } = genes
      const [quick, slow] = [indicators.ema(bars.close, fast), indicators.ema(bars.close, fast + gap)]
      call.emaCross(at(quick), at(slow), band, out, from, to)
    },
  },
  rsi: {
    ...{ back: one, skip: one, hold: ({ hold }) => hold },
    read({ bars, genes, indicators, at, out, call }, from, to) {
      call.rsi(at(indicators.rsiCutler(bars.close, genes.period)), genes.oversold, genes.overbought, out, from, to)
    },
  },
  bollinger: {
    ...{ back: one, skip: one, hold: ({ hold }) => hold },
    read({ bars, candles, genes, indicators, at, out, call }, from, to) {
      const { middle, upper } = indicators.bollinger(bars.close, genes.lookback, 1)
      call.bollinger(candles.close, at(middle), at(upper), genes.width, out, from, to)
    },
  },
  'donchian-breakout': {
    ...{ back: one, skip: one, hold: ({ hold }) => hold },
    read({ bars, candles, genes, indicators, at, out, call }, from, to) {
      const { upper, lower } = indicators.donchian(bars.high, bars.low, genes.channel)
      call.donchianBreakout(candles.close, at(upper), at(lower), genes.margin, out, from, to)
    },
  },
  stochastic: {
    ...{ back: ({ k }) => k + 1, skip: one, hold: ({ hold }) => hold, isTwofold: true },
    read({ bars, candles, genes, indicators, at, out, other, call }, from, to) {
      const { high, low } = candles
      const { k, d } = indicators.stochastic(bars.high, bars.low, bars.close, genes.k, 1, genes.d)
      const [leastK, mostK] = [indicators.rollingMin(k, genes.k), indicators.rollingMax(k, genes.k)]
      const [lowest, highest] = [indicators.rollingMin(bars.low, genes.k), indicators.rollingMax(bars.high, genes.k)]
      const { oversold, overbought, divergence } = genes
      call.stochastic(
        ...[at(k), at(d), low, high, at(leastK), at(mostK), at(lowest), at(highest)],
        ...[genes.k, oversold, overbought, divergence, out, other, from, to],
      )
    },
  },
  'sma-trend': {
    ...{ back: none, skip: ({ fast, strength }) => fast - 1 + strength },
    read({ bars, candles, genes, indicators, at, out, call }, from, to) {
      const { fast, gap, strength, sensitivity, momentum } = genes
      const [quick, slow] = [indicators.sma(bars.close, fast), indicators.sma(bars.close, fast + gap)]
      const moved = indicators.simpleReturns(bars.close, strength)
      call.smaTrend(
        ...[candles.close, at(quick), at(slow), at(moved), fast - 1, strength],
        ...[fullLead, sensitivity, momentum, out, from, to],
      )
    },
  },
  'atr-breakout': {
    ...{ back: one, skip: one, hold: ({ hold }) => hold },
    read({ bars, candles, genes, indicators, at, out, call }, from, to) {
      const range = indicators.sma(indicators.trueRange(bars.high, bars.low, bars.close), genes.atr)
      const width = indicators.ratio(range, indicators.sma(range, usualRangeBars))
      const narrowest = indicators.rollingMin(width, genes.channel)
      const { upper, lower } = indicators.donchian(bars.high, bars.low, genes.channel)
      const { expansion, squeeze, adjustment } = genes
      call.atrBreakout(
        ...[candles.close, at(upper), at(lower), at(width), at(narrowest)],
        ...[expansion, squeeze, adjustment, out, from, to],
      )
    },
  },
  ichimoku: {
    ...{ back: none, skip: ({ kijun }) => kijun },
    read({ bars, candles, genes, indicators, at, out, call }, from, to) {
      const { tenkan, kijun, senkou, cloud, momentum } = genes
      const [fast, slow, edge] = [tenkan, kijun, senkou].map(period => {
        return at(indicators.donchian(bars.high, bars.low, period).middle)
      })
      call.ichimoku(candles.close, fast, slow, edge, kijun, cloud, momentum, out, from, to)
    },
  },
  'vwap-reversion': {
    ...{ back: one, skip: ({ period }) => half(period) + 2, hold: ({ hold }) => hold },
    read({ bars, candles, genes, indicators, at, out, call }, from, to) {
      const { high, low, close, volume } = bars
      const mean = indicators.vwap(high, low, close, volume, genes.period)
      const reach = indicators.vwapDeviation(high, low, close, volume, genes.period)
      const traded = indicators.sma(volume, genes.period)
      call.vwapReversion(
        ...[candles.high, candles.low, candles.close, at(volume), at(mean), at(reach), at(traded), half(genes.period)],
        ...[genes.deviation, genes.volume, genes.regime, fullTrend, out, from, to],
      )
    },
  },
  'volatility-scaling': {
    ...{ back: none, skip: ({ momentum, persistence }) => Math.max(momentum, persistence) },
    read({ bars, candles, genes, indicators, at, out, call }, from, to) {
      const { momentum, window, target, multi, threshold, persistence, scaling } = genes
      const returns = indicators.logReturns(bars.close, 1)
      const swift = indicators.rollingStd(returns, window)
      const calm = indicators.rollingStd(returns, slowerTimes * window)
      const normal = indicators.sma(swift, usualTimes * window)
      const perYear = Math.sqrt((365 * day) / bars.interval)
      call.volatilityScaling(
        ...[candles.close, at(swift), at(calm), at(normal), momentum, perYear],
        ...[target, multi, threshold, persistence, scaling, out, from, to],
      )
    },
  },
  'funding-carry': {
    ...{ back: none, skip: none, hold: ({ duration }) => duration, isTwofold: true },
    read({ bars, genes, indicators, at, out, other, call }, from, to) {
      const funding = bars.funding ?? new Float64Array(bars.close.length).fill(Number.NaN)
      const mean = indicators.sma(funding, genes.persistence)
      const { momentum, threshold, reversal } = genes
      call.fundingCarry(at(funding), at(mean), momentum, threshold, reversal, out, other, from, to)
    },
  },
  'nadaraya-watson': {
    ...{ back: none, skip: ({ bandwidth }) => bandwidth },
    read({ bars: { close }, genes, indicators, at, out, call }, from, to) {
      const estimate =
        genes.kernel === 1
          ? indicators.kernelEpanechnikov(close, genes.bandwidth)
          : indicators.kernelGaussian(close, genes.bandwidth)
      const line = indicators.ema(estimate, genes.smoothing)
      const volatility = indicators.rollingStd(indicators.logReturns(close, 1), recentBars)
      const normal = indicators.sma(volatility, usualBars)
      const { bandwidth, threshold, adaptation } = genes
      call.nadarayaWatson(at(line), at(volatility), at(normal), bandwidth, threshold, adaptation, out, from, to)
    },
  },
}
