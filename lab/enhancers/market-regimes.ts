import type { Indicators } from '../indicators/memo.ts'
import { type Bars, type Column, mapColumns } from '../market/bars.ts'
import { meanAcross } from '../regimes/across.ts'
import { onto, timeline } from '../regimes/aligned-returns.ts'
import { type Regimes, regimes, usual } from '../regimes/regimes.ts'
import { afterSilence, silence } from './after-silence.ts'
import type { EnhancerInput } from './enhancer.ts'
import { byName, others } from './others.ts'

type MarketRegimes = Pick<Regimes, 'regime' | 'confidence'>

/**
 * Warm-up in bars: the past against which volatility is ranked, the window in which volatility is measured, and twice
 * the longest gap that a return may span.
 */
export const marketRegimesWarmup = usual.volatility.memory + usual.volatility.period + 2 * silence

/**
 * The regime of the whole market at each bar of one symbol, with the usual settings: codes of `marketRegime`, and the
 * confidence in each.
 */
export function marketRegimes(input: EnhancerInput, indicators: Indicators): MarketRegimes {
  const market = [input.bars, ...others(input)].sort(byName)
  const { openTime, regime, confidence } = indicators.ofMarket('marketRegimes', market, [], () => ofMarket(market))
  const at = (column: Column) => onto(input.bars.openTime, { openTime }, column)
  return { regime: at(regime), confidence: at(confidence) }
}

type Timed = MarketRegimes & Pick<Bars, 'openTime'>

/** Regimes of a whole market, independent of the symbol that needs them. Rows are all times at which any bar opens. */
function ofMarket(market: readonly Bars[]): Timed {
  const openTime = timeline(market)
  const unknown = new Float64Array(openTime.length).fill(Number.NaN)
  const rows = mapColumns(market[0], (_, name) => (name === 'openTime' ? openTime : unknown))
  const view = {
    bars: rows,
    market: market.map(bars => afterSilence(bars, openTime)),
    // Sentiment is one value for the whole market, so the mean over the symbols that have it is used.
    sentiment: meanAcross(
      openTime,
      market,
      ({ sentiment, close }) => sentiment ?? new Float64Array(close.length).fill(Number.NaN),
    ),
  }
  const { regime, confidence } = regimes(view)
  return { openTime, regime, confidence }
}
