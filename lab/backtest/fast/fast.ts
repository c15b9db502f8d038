import type { Indicators } from '../../indicators/memo.ts'
import { instrumentOf } from '../../market/account.ts'
import type { Bars } from '../../market/bars.ts'
import { type Costs, fraction } from '../../market/fees.ts'
import type { Trade } from '../../market/trades.ts'
import { smallestShare } from '../../strategy/ensemble.ts'
import type { SignalConfig } from '../../strategy/exposure.ts'
import { requireColumns } from '../../strategy/require-columns.ts'
import type { Exits, Strategy } from '../../strategy/strategy.ts'
import type { World } from '../backtest.ts'
import { arena } from './arena.ts'
import { factBytes, factNames } from './facts.ts'
import { type FastResult, fastResultOf } from './fast-result.ts'
import { pageBytes, startKernel } from './kernel.ts'
import { slabs } from './slabs.ts'
import { type SymbolSignals, signalBytes, signalCache } from './symbol-signals.ts'
import { digitsFrom, powersOfTen } from './tables.ts'
import { timelineOf } from './timeline.ts'
import { numbersPerTrade, tradesFrom } from './trades.ts'
import { type Candles, type LaidOut, layOut, worldBytes } from './world-layout.ts'

/** Why a backtest must run on the plain evaluator. */
export type Slow = 'a liquidation is possible'

export type FastOutcome = FastResult | { readonly slow: Slow }

/** A result together with its closed trades. */
export type FastStory = (FastResult & { readonly trades: readonly Trade[] }) | { readonly slow: Slow }

type TradedStrategy = SignalConfig & Pick<Strategy, 'universe'>

/** Backtests with the same results as the plain evaluator, computed by a kernel that jumps from event to event. */
export interface FastBacktest {
  /** @throws as `backtest` does */
  run(strategy: TradedStrategy, world: World, indicators: Indicators): FastStory
  /**
   * Runs many strategies of one universe, symbol by symbol, so that shared indicators are computed once while they are
   * in memory.
   *
   * @param onOutcome called with each outcome, in the order of the strategies
   * @throws as `backtest`, for any of the strategies
   */
  runAll(
    strategies: readonly TradedStrategy[],
    world: World,
    indicators: Indicators,
    onOutcome: (outcome: FastOutcome, i: number) => void,
  ): void
}

/** Bytes for the layouts of universes and time ranges, in addition to the bytes that the whole market takes. */
const worldsBytes = 48 * 2 ** 20

/**
 * Prepares a market for many backtests: its columns are copied into the kernel's memory.
 *
 * @param module compiled kernel, see `kernelModule`
 */
export function fastBacktest(market: readonly Bars[], module: WebAssembly.Module): FastBacktest {
  const rows = market.reduce((sum, { close }) => sum + close.length, 0)
  const longest = Math.max(0, ...market.map(({ close }) => close.length))
  const whole = worldBytes(timelineOf(market, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY))
  const tradeBytes = 8 * numbersPerTrade * Math.min(rows, 500_000)
  const dueBytes = 8 * rows * Math.ceil(market.length / 64)
  // In this order: tables and facts; candles and closes; event queue; one bit per row; profit, gross and day ends; closed
  // trades; indexes by symbol.
  const fixedBytes =
    2 ** 20 + 8 * 5 * rows + dueBytes + Math.ceil(rows / 8) + 24 * rows + tradeBytes + 400 * market.length
  const total = fixedBytes + whole + worldsBytes
  const kernel = startKernel(module, total + signalBytes(rows, longest, market.length) + 1_024)
  const { memory, call } = kernel
  const fixed = arena(memory, pageBytes, fixedBytes)
  const worlds = arena(memory, fixedBytes, total)
  const cache = signalCache(kernel, Math.ceil(total / 64) * 64, rows, longest, market.length)

  call.setTables(fixed.numbers(powersOfTen()), fixed.numbers(digitsFrom()))
  const candles = new Map(
    market.map(bars => {
      const rows = fixed.bytes(32 * bars.close.length)
      interleave(bars, new Float64Array(memory.buffer, rows, 4 * bars.close.length))
      const at: Candles = { rows, close: fixed.numbers(bars.close) }
      return [bars, at]
    }),
  )
  const facts = new Float64Array(memory.buffer, fixed.bytes(factBytes), factNames.length)
  const dayEquity = fixed.bytes(8 * rows)
  const trades = fixed.bytes(tradeBytes)
  call.setScratch(
    fixed.bytes(8 * rows),
    fixed.bytes(8 * rows),
    fixed.bytes(Math.ceil(rows / 64) * 8),
    fixed.bytes(dueBytes),
    fixed.bytes(4 * market.length),
    dayEquity,
    trades,
    trades + tradeBytes,
    facts.byteOffset,
  )
  const layouts = new Map<string, LaidOut>()
  const days = slabs()
  /** Number of strategies whose signals are computed together. It follows the memory that the last ones took. */
  let together = 32

  return {
    runAll,
    run(strategy, world, indicators) {
      let story: FastStory = { slow: 'a liquidation is possible' }
      call.keepTrades(true)
      try {
        runAll([strategy], world, indicators, outcome => {
          if (!('slow' in outcome)) story = { ...outcome, trades: tradesOf(strategy.universe) }
        })
      } finally {
        call.keepTrades(false)
      }
      return story
    },
  }

  function runAll(
    strategies: readonly TradedStrategy[],
    world: World,
    indicators: Indicators,
    onOutcome: (outcome: FastOutcome, i: number) => void,
  ): void {
    if (strategies.length === 0) return
    const laid = worldOf(universeOf(strategies), world)
    for (let done = 0; done < strategies.length; ) {
      const some = strategies.slice(done, done + together)
      const signals = signalsOfAll(some, laid, indicators)
      if (!signals) {
        if (some.length === 1) throw new RangeError('bug: the kernel has no memory for a single strategy')
        together = Math.ceil(some.length / 2)
        continue
      }
      together = Math.max(1, Math.min(1_024, Math.floor((0.7 * some.length) / cache.used())))
      laid.enter()
      some.forEach((strategy, i) => {
        onOutcome(outcomeOf(strategy, signals[i], laid, world), done + i)
      })
      done += some.length
    }
  }

  function universeOf(strategies: readonly TradedStrategy[]): readonly Bars[] {
    const [{ universe }] = strategies
    const bars = universe.map(symbol => {
      const found = market.find(bars => bars.symbol === symbol)
      if (!found) throw new RangeError(`no bars of ${symbol}, which the strategy trades`)
      return found
    })
    for (const strategy of strategies) {
      if (strategy.universe !== universe && strategy.universe.join() !== universe.join())
        throw new RangeError(
          `strategies of ${universe.join()} and of ${strategy.universe.join()}: expected one universe`,
        )
      for (const one of bars) requireColumns(strategy, one)
    }
    return bars
  }

  /** Signals of each strategy for every symbol; undefined if memory does not suffice. */
  function signalsOfAll(
    strategies: readonly TradedStrategy[],
    laid: LaidOut,
    indicators: Indicators,
  ): readonly (readonly SymbolSignals[])[] | undefined {
    cache.forget()
    const found: SymbolSignals[][] = strategies.map(() => [])
    for (const [k, { bars }] of laid.timeline.spans.entries()) {
      const columns = candles.get(bars) as Candles
      for (let i = 0; i < strategies.length; i++) {
        const one = cache.signalsOf(strategies[i], laid, k, columns, indicators)
        if (!one) return undefined
        found[i].push(one)
      }
    }
    return found
  }

  function outcomeOf(
    strategy: TradedStrategy,
    signals: readonly SymbolSignals[],
    laid: LaidOut,
    { cash, costs }: World,
  ): FastOutcome {
    const { exits, sizing, seeds, ensemble, interval } = strategy
    setExits(exits)
    call.setSizing(
      sizing.fraction,
      sizing.leverage,
      sizing.rebalance * smallestShare(seeds, ensemble),
      sizing.scaling ? 1 : 0,
    )
    call.setCosts(fraction(costs.taker), fraction(costs.maker), fraction(costs.slippage))
    call.setLeastLeverage(Math.min(sizing.leverage, laid.leastLeverage))
    for (let k = 0; k < signals.length; k++) {
      const { list, changes, range } = signals[k]
      call.setExposure(laid.states[k], list, changes, range)
    }
    if (!survives(cash, interval)) return { slow: 'a liquidation is possible' }
    return resultOf(laid, cash, interval)
  }

  /**
   * A quick bound proves most accounts safe from liquidation. The others are checked again with a bound for each
   * position.
   */
  function survives(cash: number, interval: number): boolean {
    if (call.run(cash, interval) !== 0) return true
    call.boundEachPosition(true)
    const hasSurvived = call.run(cash, interval) !== 0
    call.boundEachPosition(false)
    return hasSurvived
  }

  function setExits({ stop, stopAtr, trailing, trailingAtr, target, targetAtr, time }: Exits): void {
    const { NaN: none } = Number
    call.setExits(
      stop ?? none,
      stopAtr ?? none,
      trailing ?? none,
      trailingAtr ?? none,
      target ?? none,
      targetAtr ?? none,
      time ?? 2 ** 31 - 1,
    )
  }

  function worldOf(universe: readonly Bars[], world: World): LaidOut {
    const { from, to, costs, instruments } = world
    const rules = universe.map(({ symbol }) => instrumentOf(instruments, symbol))
    const key = `${universe.map(bars => market.indexOf(bars)).join()}|${from}|${to}|${fundingKey(costs)}`
    const before = layouts.get(key)
    if (before?.instruments.every((instrument, k) => instrument === rules[k])) return before
    const timeline = timelineOf(universe, from, to)
    if (worlds.left() < worldBytes(timeline)) {
      worlds.takeBack()
      layouts.clear()
    }
    const laid = layOut(kernel, worlds, timeline, ({ bars }) => candles.get(bars) as Candles, costs, rules)
    layouts.set(key, laid)
    return laid
  }

  function resultOf({ timeline }: LaidOut, cash: number, interval: number): FastResult {
    const { dayEnds } = timeline
    const daily = days.take(dayEnds.length)
    const ends = new Float64Array(memory.buffer, dayEquity, dayEnds.length)
    for (let i = 0, before = cash; i < daily.length; before = ends[i++]) {
      daily[i] = before > 0 ? ends[i] / before - 1 : 0
    }
    return fastResultOf(facts, daily, timeline.openTime, cash, interval)
  }

  function tradesOf(symbols: readonly string[]): readonly Trade[] {
    return tradesFrom(new Float64Array(memory.buffer, trades, call.tradesWritten() / 8), symbols)
  }
}

/** Key of the settings from which funding payments follow. */
const fundingKey = ({ unknownFunding, paidFundingFactor = 1 }: Costs) => `${unknownFunding}|${paidFundingFactor}`

/** Writes open, high, low and close of each row next to one another. */
function interleave({ open, high, low, close }: Bars, all: Float64Array): void {
  for (let row = 0; row < open.length; row++) {
    all[4 * row] = open[row]
    all[4 * row + 1] = high[row]
    all[4 * row + 2] = low[row]
    all[4 * row + 3] = close[row]
  }
}
