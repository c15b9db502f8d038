import * as theirs from 'trading-signals'
import type { Bars, Column } from '../../market/bars.ts'
import { plain } from '../memo.ts'

/** One of our indicators beside its counterpart in the npm package trading-signals. */
export interface Comparison {
  readonly name: string
  readonly ours: (bars: Bars) => Column
  readonly theirs: (bars: Bars) => number[]
  /** First row from which the two agree, when they start their averages differently. */
  readonly from?: number
}

type Candle = theirs.OpenHighLowCloseVolume<number>
/** Their indicators take one value at a time and return null until warm. */
const fed = <Input, Output>(
  inputs: readonly Input[],
  indicator: { add(input: Input): Output | null },
  pick: (output: Output) => number,
) =>
  inputs.map(input => {
    const output = indicator.add(input)
    return output === null ? Number.NaN : pick(output)
  })
const itself = (value: number) => value
const candles = ({ open, high, low, close, volume }: Bars): Candle[] =>
  Array.from(close, (_, i) => ({ open: open[i], high: high[i], low: low[i], close: close[i], volume: volume[i] }))
const closes = ({ close }: Bars) => Array.from(close)
/** Their statistics take a whole window at once. */
const overWindows = (x: Column, period: number, statistic: (window: number[], from: number) => number) =>
  Array.from(x, (_, i) =>
    i < period - 1 ? Number.NaN : statistic(Array.from(x.subarray(i + 1 - period, i + 1)), i + 1 - period),
  )
const sampleStd = (window: number[]) =>
  theirs.getStandardDeviation(window) * Math.sqrt(window.length / (window.length - 1))

export const comparisons: readonly Comparison[] = [
  { name: 'sma', ours: b => plain.sma(b.close, 20), theirs: b => fed(closes(b), new theirs.SMA(20), itself) },
  {
    name: 'ema',
    ours: b => plain.ema(b.close, 20),
    theirs: b => fed(closes(b), new theirs.EMA(20), itself),
    from: 300,
  },
  { name: 'wma', ours: b => plain.wma(b.close, 20), theirs: b => fed(closes(b), new theirs.WMA(20), itself) },
  { name: 'wilder', ours: b => plain.wilder(b.close, 14), theirs: b => fed(closes(b), new theirs.WSMA(14), itself) },
  {
    name: 'rsiWilder',
    ours: b => plain.rsiWilder(b.close, 14),
    theirs: b => fed(closes(b), new theirs.RSI(14), itself),
  },
  {
    name: 'rsiCutler',
    ours: b => plain.rsiCutler(b.close, 14),
    theirs: b => fed(closes(b), new theirs.RSI(14, theirs.SMA), itself),
  },
  {
    name: 'trueRange',
    ours: b => plain.trueRange(b.high, b.low, b.close),
    theirs: b => fed(candles(b), new theirs.TR(), itself),
  },
  {
    name: 'atr',
    ours: b => plain.atr(b.high, b.low, b.close, 14),
    theirs: b => fed(candles(b), new theirs.ATR(14), itself),
  },
  ...(['lower', 'middle', 'upper'] as const).flatMap((band): Comparison[] => [
    {
      name: `bollinger ${band}`,
      ours: b => plain.bollinger(b.close, 20, 2)[band],
      theirs: b => fed(closes(b), new theirs.BollingerBands(20, 2), output => output[band]),
    },
    {
      name: `donchian ${band}`,
      ours: b => plain.donchian(b.high, b.low, 20)[band],
      theirs: b => fed(candles(b), new theirs.DonchianChannels(20), output => output[band]),
    },
  ]),
  ...(
    [
      ['k', 'stochK'],
      ['d', 'stochD'],
    ] as const
  ).map(
    ([line, theirLine]): Comparison => ({
      name: `stochastic ${line}`,
      ours: b => plain.stochastic(b.high, b.low, b.close, 14, 3, 3)[line],
      theirs: b =>
        fed(
          candles(b),
          new theirs.StochasticOscillator({ kPeriod: 14, kSlowingPeriod: 3, dPeriod: 3 }),
          output => output[theirLine],
        ),
      from: 17,
    }),
  ),
  ...(['macd', 'signal', 'histogram'] as const).map(
    (line): Comparison => ({
      name: `macd ${line}`,
      ours: b => plain.macd(b.close, 12, 26, 9)[line],
      theirs: b =>
        fed(
          closes(b),
          new theirs.MACD(new theirs.EMA(12), new theirs.EMA(26), new theirs.EMA(9)),
          output => output[line],
        ),
      from: 500,
    }),
  ),
  {
    name: 'vwap',
    ours: b => plain.vwap(b.high, b.low, b.close, b.volume, 24),
    // Their VWAP accumulates from the start of a session, so each window is fed as a session of its own.
    theirs: b => {
      const all = candles(b)
      return overWindows(b.close, 24, (_, from) => {
        const session = fed(all.slice(from, from + 24), new theirs.VWAP(), itself)
        return session[23]
      })
    },
  },
  { name: 'rollingStd', ours: b => plain.rollingStd(b.close, 20), theirs: b => overWindows(b.close, 20, sampleStd) },
  {
    name: 'rollingMin',
    ours: b => plain.rollingMin(b.close, 20),
    theirs: b => overWindows(b.close, 20, theirs.getMinimum),
  },
  {
    name: 'rollingMax',
    ours: b => plain.rollingMax(b.close, 20),
    theirs: b => overWindows(b.close, 20, theirs.getMaximum),
  },
  {
    name: 'rollingQuantile 0.5',
    ours: b => plain.rollingQuantile(b.close, 20, 0.5),
    theirs: b => overWindows(b.close, 20, window => theirs.getMedian(window.sort((a, c) => a - c))),
  },
  {
    name: 'rollingQuantile 0.9',
    ours: b => plain.rollingQuantile(b.close, 20, 0.9),
    // They compute quartiles as Tukey's hinges and interpolate every other fraction as we do.
    theirs: b => overWindows(b.close, 20, window => theirs.getQuartile(window, 0.9 as 0.75)),
  },
  {
    name: 'rollingCorrelation',
    ours: b => plain.rollingCorrelation(b.close, b.volume, 20),
    theirs: b =>
      overWindows(b.close, 20, (window, from) =>
        theirs.getCorrelation(window, Array.from(b.volume.subarray(from, from + 20))),
      ),
  },
  {
    name: 'logReturns',
    ours: b => plain.logReturns(b.close, 1),
    theirs: b => [Number.NaN, ...theirs.getLogReturns(closes(b))],
  },
]
