import { type Indicators, plain, sharingMarkets } from '../../lab/indicators/memo.ts'
import type { BarClosed } from '../../lab/market/bar-feed.ts'
import type { Bars } from '../../lab/market/bars.ts'
import type { Price } from '../../lab/market/units.ts'
import { isCrossSectional, rowsKept, type SignalConfig, targetExposure } from '../../lab/strategy/exposure.ts'
import type { Strategy } from '../../lab/strategy/strategy.ts'
import { History } from './history.ts'

/** What the strategy wants to hold after a close, by symbol. */
export interface TargetExposures {
  /** Exposure, −1 … +1. */
  readonly wanted: Readonly<Record<string, number>>
  /** Mean true range, as a price difference. Distances of stops and targets are multiples of it. Absent when no exit uses it. */
  readonly range?: Readonly<Record<string, Price>>
}

/** Keeps the newest bars of every symbol that a strategy trades, and computes its target exposures at each close. */
export class SignalEngine {
  readonly #strategy: SignalConfig
  readonly #indicators: Indicators
  readonly #histories: ReadonlyMap<string, History>

  /**
   * @param before bars of each symbol that have closed already; with fewer than the warm-up, the strategy stays flat until it has enough
   * @throws RangeError when `before` lacks a symbol of the universe
   */
  constructor(
    strategy: SignalConfig & Pick<Strategy, 'universe'>,
    before: readonly Bars[],
    indicators: Indicators = plain,
  ) {
    this.#strategy = strategy
    this.#indicators = sharingMarkets(indicators)
    const keep = rowsKept(strategy)
    this.#histories = new Map(
      strategy.universe.map(symbol => {
        const bars = before.find(bars => bars.symbol === symbol)
        if (!bars) throw new RangeError(`no bars of ${symbol}, which the strategy trades`)
        return [symbol, new History(bars, keep)]
      }),
    )
  }

  /**
   * @param bars the bars that closed at one time, at most one per symbol
   * @returns target exposures of exactly these symbols
   * @throws RangeError when a bar is not newer than the last one of its symbol
   * @throws Error when the strategy does not trade the symbol of a bar
   */
  onBars(bars: readonly BarClosed[]): TargetExposures {
    // One symbol's signal may depend on another's bar of the same close, so all bars are appended first.
    for (const bar of bars) this.#historyOf(bar.symbol).append(bar)
    const market = isCrossSectional(this.#strategy) ? [...this.#histories.values()].map(each => each.newest()) : []
    const wanted: Record<string, number> = {}
    const range: Record<string, number> = {}
    for (const { symbol } of bars) {
      // Every symbol gets the same list of bars, its own included, so that indicators over the whole market are computed once per close.
      const newest = market.find(bars => bars.symbol === symbol) ?? this.#historyOf(symbol).newest()
      const target = targetExposure(this.#strategy, newest, market.length === 0 ? [newest] : market, this.#indicators)
      const last = newest.close.length - 1
      wanted[symbol] = target.exposure[last]
      // JSON has no NaN, so an unknown range is left out. The exposure is zero there.
      if (target.range && Number.isFinite(target.range[last])) range[symbol] = target.range[last]
    }
    return { wanted, ...(this.#strategy.exits.atrWindow !== undefined && { range }) }
  }

  #historyOf(symbol: string): History {
    const history = this.#histories.get(symbol)
    if (!history) throw new Error(`a bar of ${symbol}, which the strategy does not trade`)
    return history
  }
}
