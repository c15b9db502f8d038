import { type Bars, type Column, mapColumns } from '../market/bars.ts'
import { meanAcross } from '../regimes/across.ts'
import { onto, timeline } from '../regimes/aligned-returns.ts'
import { type Regimes, regimes, usual } from '../regimes/regimes.ts'
import { afterSilence, silence } from './after-silence.ts'
import type { Sight } from './enhancer.ts'
import { byName, others } from './others.ts'

type Told = Pick<Regimes, 'regime' | 'confidence'>

/** Ranks of returns, and as far as a return may reach back in a symbol that was silent, or seems so where history begins. */
export const marketRegimesWarmup = usual.volatility.memory + usual.volatility.period + 2 * silence

/** The regime of a symbol's market at each of its bars, by the usual settings: codes of `marketRegime`, and the weight behind each. */
export function marketRegimes(sight: Sight): Told {
  const { openTime, regime, confidence } = ofMarket([sight.bars, ...others(sight)].sort(byName))
  const at = (column: Column) => onto(sight.bars.openTime, { openTime }, column)
  return { regime: at(regime), confidence: at(confidence) }
}

type Timed = Told & Pick<Bars, 'openTime'>

/** What was found last, by the first symbol: a population asks for every symbol of the same market, over and over. */
const found = new WeakMap<Bars, { readonly market: readonly Bars[]; readonly told: Timed }>()

/** The same for whoever asks, so it has rows of its own: every time at which any bar opens. */
function ofMarket(market: readonly Bars[]): Timed {
  const before = found.get(market[0])
  if (before?.market.length === market.length && market.every((bars, k) => bars === before.market[k]))
    return before.told
  const openTime = timeline(market)
  const unknown = new Float64Array(openTime.length).fill(Number.NaN)
  const rows = mapColumns(market[0], (_, name) => (name === 'openTime' ? openTime : unknown))
  const view = {
    bars: rows,
    market: market.map(bars => afterSilence(bars, openTime)),
    // One mood for all: whoever knows it tells the others.
    sentiment: meanAcross(
      openTime,
      market,
      ({ sentiment, close }) => sentiment ?? new Float64Array(close.length).fill(Number.NaN),
    ),
  }
  const { regime, confidence } = regimes(view)
  const told = { openTime, regime, confidence }
  found.set(market[0], { market, told })
  return told
}
