import type { Indicators } from '../../indicators/memo.ts'
import { instrumentOf } from '../../market/account.ts'
import type { Bars, Column } from '../../market/bars.ts'
import { type Costs, fraction } from '../../market/fees.ts'
import type { Trade } from '../../market/trades.ts'
import { day } from '../../market/units.ts'
import { smallestShare } from '../../strategy/ensemble.ts'
import { type Eye, wish } from '../../strategy/exposure.ts'
import { requireColumns } from '../../strategy/require-columns.ts'
import type { Exits, Strategy } from '../../strategy/strategy.ts'
import type { World } from '../backtest.ts'
import { type Metrics, metricsOf } from '../metrics.ts'
import { arena } from './arena.ts'
import { factAt, factBytes, factNames } from './facts.ts'
import { truthBytes, truthsIn } from './formula-wish.ts'
import { type Address, pageBytes, startKernel } from './kernel.ts'
import { digitsFrom, powersOfTen } from './tables.ts'
import { timelineOf } from './timeline.ts'
import { tradeNumbers, tradesFrom } from './trades.ts'
import { type Candles, type LaidOut, layOut, worldBytes } from './world-layout.ts'

/** Why the plain evaluator has to answer. */
export type Slow = 'a liquidation is possible'

export type FastOutcome =
  | {
      readonly metrics: Metrics
      /** See `dailyReturns`. */
      readonly daily: Float64Array
      /** As the plain evaluator tells them; read before the next run. */
      readonly trades: () => readonly Trade[]
    }
  | { readonly slow: Slow }

type Traded = Eye & Pick<Strategy, 'universe'>

/** The plain evaluator's answers, from a kernel that goes from event to event. */
export interface FastBacktest {
  /** @throws as `backtest` does */
  run(strategy: Traded, world: World, indicators: Indicators): FastOutcome
}

/** Bytes for what is laid out of universes and stretches of time, besides one that is as large as the market. */
const worldsBytes = 48 * 2 ** 20

/**
 * Makes a market ready for many runs: its columns lie in the kernel's memory from now on.
 *
 * @param module see `kernelModule`
 */
export function fastBacktest(market: readonly Bars[], module: WebAssembly.Module): FastBacktest {
  const rows = market.reduce((sum, { close }) => sum + close.length, 0)
  const most = Math.max(0, ...market.map(({ close }) => close.length))
  const whole = worldBytes(timelineOf(market, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY))
  const tradeBytes = 8 * tradeNumbers * Math.min(rows, 500_000)
  const fixedBytes =
    2 ** 20 + 8 * 4 * rows + 2 * 8 * rows + 8 * rows + 8 * most + tradeBytes + 12 * rows + 400 * market.length
  const rangeBytes = 8 * (rows + most)
  const total = fixedBytes + rangeBytes + whole + worldsBytes + truthBytes
  const kernel = startKernel(module, total + 64)
  const { memory, call } = kernel
  const fixed = arena(memory, pageBytes, fixedBytes)
  const ranges = arena(memory, fixedBytes, fixedBytes + rangeBytes)
  const worlds = arena(memory, fixedBytes + rangeBytes, total - truthBytes)
  const truths = truthsIn(kernel, Math.ceil((total - truthBytes) / 64) * 64)

  call.setTables(fixed.numbers(powersOfTen()), fixed.numbers(digitsFrom()))
  const candles = new Map(
    market.map(bars => {
      const { open, high, low, close } = bars
      const at: Candles = {
        open: fixed.numbers(open),
        high: fixed.numbers(high),
        low: fixed.numbers(low),
        close: fixed.numbers(close),
      }
      return [bars, at]
    }),
  )
  const wishRows = fixed.bytes(4 * rows)
  const wishes = fixed.bytes(8 * rows)
  const exposure = fixed.bytes(8 * most)
  const facts = new Float64Array(memory.buffer, fixed.bytes(factBytes), factNames.length)
  const dayEquity = fixed.bytes(8 * rows)
  const trades = fixed.bytes(tradeBytes)
  call.setScratch(
    fixed.bytes(8 * rows),
    fixed.bytes(8 * rows),
    fixed.bytes(4 * market.length),
    fixed.bytes(4 * market.length),
    dayEquity,
    trades,
    trades + tradeBytes,
    facts.byteOffset,
  )
  const known = new Map<string, LaidOut>()

  return { run }

  function run(strategy: Traded, world: World, indicators: Indicators): FastOutcome {
    const { exits, sizing, seeds, ensemble, interval } = strategy
    const { cash, costs } = world
    const universe = strategy.universe.map(symbol => {
      const bars = market.find(bars => bars.symbol === symbol)
      if (!bars) throw new RangeError(`no bars of ${symbol}, which the strategy trades`)
      requireColumns(strategy, bars)
      return bars
    })
    const laid = worldOf(universe, world)
    const { timeline, seen, lanes, leastLeverage } = laid
    laid.enter()
    setExits(exits)
    call.setSizing(
      sizing.fraction,
      sizing.leverage,
      sizing.rebalance * smallestShare(seeds, ensemble),
      sizing.scaling ? 1 : 0,
    )
    call.setCosts(fraction(costs.taker), fraction(costs.maker), fraction(costs.slippage))
    call.setLeastLeverage(Math.min(sizing.leverage, leastLeverage))
    let row = 0
    ranges.takeBack()
    timeline.places.forEach(({ from, to }, k) => {
      const lane = { at: lanes[k], from, to, rowsAt: wishRows + 4 * row, valuesAt: wishes + 8 * row }
      row += to - from
      if (truths.read(strategy, seen[k], indicators, lane)) return
      const wanted = wish(strategy, seen[k], seen, indicators)
      put(exposure, wanted.exposure, from, to)
      const range = wanted.range ? ranges.bytes(8 * (to - from)) : 0
      if (wanted.range) put(range, wanted.range, from, to)
      call.readWish(lane.at, exposure, range, lane.rowsAt, lane.valuesAt)
    })
    if (call.run(cash, interval) === 0) return { slow: 'a liquidation is possible' }
    return told(laid, cash, interval, strategy.universe)
  }

  function put(at: Address, column: Column, from: number, to: number): void {
    new Float64Array(memory.buffer, at, to - from).set(column.subarray(from, to))
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
    const before = known.get(key)
    if (before?.instruments.every((instrument, k) => instrument === rules[k])) return before
    const timeline = timelineOf(universe, from, to)
    if (worlds.left() < worldBytes(timeline)) {
      worlds.takeBack()
      known.clear()
    }
    const laid = layOut(kernel, worlds, timeline, ({ bars }) => candles.get(bars) as Candles, costs, rules)
    known.set(key, laid)
    return laid
  }

  function told({ timeline }: LaidOut, cash: number, interval: number, symbols: readonly string[]): FastOutcome {
    const { openTime, dayEnds } = timeline
    const slots = openTime.length
    const fact = (name: keyof typeof factAt) => facts[factAt[name]]
    const daily = new Float64Array(dayEnds.length)
    const ends = new Float64Array(memory.buffer, dayEquity, dayEnds.length)
    for (let i = 0, before = cash; i < daily.length; before = ends[i++]) {
      daily[i] = before > 0 ? ends[i] / before - 1 : 0
    }
    const perSlot = (sum: number) => (slots === 0 ? undefined : sum / slots)
    const metrics = metricsOf({
      cash,
      last: slots === 0 ? cash : fact('lastEquity'),
      days: slots === 0 ? 0 : (openTime[slots - 1] - openTime[0] + interval) / day,
      returns: daily,
      maxDrawdown: fact('deepest'),
      longestUnderWaterDays: fact('longestUnderWater') / day,
      trades: {
        count: fact('trades'),
        wins: fact('wins'),
        losses: fact('losses'),
        gainedUsd: fact('gained'),
        lostUsd: fact('lost'),
        netUsd: fact('net'),
        held: fact('holdingTime'),
        longestWinningStreak: fact('winningStreak'),
        longestLosingStreak: fact('losingStreak'),
      },
      timeInMarket: perSlot(fact('heldSlots')),
      meanGross: perSlot(fact('grossSum')),
      meanEquity: perSlot(fact('equitySum')),
      tradedUsd: fact('traded'),
      feesUsd: fact('fees'),
      slippageUsd: fact('slippage'),
      fundingUsd: fact('funding'),
      assumedFundingUsd: fact('assumedFunding'),
      liquidations: 0,
    })
    const written = call.tradesWritten()
    return {
      metrics,
      daily,
      trades: () => tradesFrom(new Float64Array(memory.buffer, trades, written / 8), symbols),
    }
  }
}

/** What of the costs decides what holding costs. */
const fundingKey = ({ unknownFunding, paidFundingFactor = 1 }: Costs) => `${unknownFunding}|${paidFundingFactor}`
