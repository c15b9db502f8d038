import { type Indicators, plain, sharingMarkets } from '../../lab/indicators/memo.ts'
import type { BarClosed } from '../../lab/market/bar-feed.ts'
import type { Bars } from '../../lab/market/bars.ts'
import type { Price } from '../../lab/market/units.ts'
import { isCrossSectional, rowsKept, type SignalConfig, targetExposure } from '../../lab/strategy/exposure.ts'
import type { Strategy } from '../../lab/strategy/strategy.ts'
import { History } from './history.ts'

/** What the strategy wants at a close, by symbol. */
export interface TargetExposures {
  readonly wanted: Readonly<Record<string, number>>
  /** Mean true range, a price, that its exits measure by; absent when none does. */
  readonly range?: Readonly<Record<string, Price>>
}

/** The bars of every symbol that a strategy trades, and what it wants of each at the newest close. */
export class SignalEngine {
  readonly #strategy: SignalConfig
  readonly #indicators: Indicators
  readonly #histories: ReadonlyMap<string, History>

  /**
   * @param before bars of each symbol that are already closed; fewer than the warm-up are allowed and keep the strategy flat until it is over
   * @throws RangeError when a symbol of the universe has none
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
   * @param bars of one close
   * @throws RangeError on a bar that is not newer than its symbol's last, Error on one that the strategy does not trade
   */
  onBars(bars: readonly BarClosed[]): TargetExposures {
    // All of them first: what one symbol is thought of may hang on what another did in the same hour.
    for (const bar of bars) this.#historyOf(bar.symbol).append(bar)
    const around = isCrossSectional(this.#strategy) ? [...this.#histories.values()].map(each => each.newest()) : []
    const wanted: Record<string, number> = {}
    const range: Record<string, number> = {}
    for (const { symbol } of bars) {
      // One market for all of them, its own bars a member of it: what is told of the market is worked out once a close.
      const newest = around.find(bars => bars.symbol === symbol) ?? this.#historyOf(symbol).newest()
      const found = targetExposure(this.#strategy, newest, around.length === 0 ? [newest] : around, this.#indicators)
      const last = newest.close.length - 1
      wanted[symbol] = found.exposure[last]
      // JSON has no NaN, and while a range is not known nothing is wanted.
      if (found.range && Number.isFinite(found.range[last])) range[symbol] = found.range[last]
    }
    return { wanted, ...(this.#strategy.exits.atrWindow !== undefined && { range }) }
  }

  #historyOf(symbol: string): History {
    const history = this.#histories.get(symbol)
    if (!history) throw new Error(`a bar of ${symbol}, which the strategy does not trade`)
    return history
  }
}
