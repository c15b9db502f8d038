/** The account being walked, and the rules common to all its symbols. */

export let symbolCount: i32 = 0
export let firstState: usize = 0
export let slots: i32 = 0
/** When each slot opens, epoch ms. */
export let timeAt: usize = 0
/** Largest possible loss of any symbol within each slot, as a fraction of its notional. */
export let worstRiskAt: usize = 0
/** Largest opening gap of any symbol in each slot, as a fraction of the last close. */
export let jumpAt: usize = 0
/** Slots that close a UTC day, then −1. */
export let dayEnds: usize = 0

export function setWorld(
  states: usize,
  count: i32,
  slotCount: i32,
  times: usize,
  risks: usize,
  jumps: usize,
  days: usize,
): void {
  firstState = states
  symbolCount = count
  slots = slotCount
  timeAt = times
  worstRiskAt = risks
  jumpAt = jumps
  dayEnds = days
}

/** Per slot, over open positions: unrealised profit after funding, and gross notional. All 0 between runs. */
export let profitAt: usize = 0
export let grossAt: usize = 0
/** Bits of slots with events, and bits per slot of the symbols concerned. All 0 between runs. */
export let eventfulAt: usize = 0
export let dueAt: usize = 0
/** Memory for the indexes of symbols with an event now. */
export let dueIndexesAt: usize = 0
/** Equity at the end of each day. */
export let dayEquity: usize = 0
/** Closed trades. */
export let tradeLog: usize = 0
export let tradeLogEnd: usize = 0
/** Address of the results: see `factNames` in `lab/backtest/fast/facts.ts`. */
export let factsAt: usize = 0

export function setScratch(
  profit: usize,
  gross: usize,
  eventful: usize,
  due: usize,
  indexes: usize,
  days: usize,
  trades: usize,
  tradesEnd: usize,
  facts: usize,
): void {
  profitAt = profit
  grossAt = gross
  eventfulAt = eventful
  dueAt = due
  dueIndexesAt = indexes
  dayEquity = days
  tradeLog = trades
  tradeLogEnd = tradesEnd
  factsAt = facts
}

// Exit distances; NaN without that exit.
export let stopPart: f64 = NaN
export let stopRanges: f64 = NaN
export let trailingPart: f64 = NaN
export let trailingRanges: f64 = NaN
export let targetPart: f64 = NaN
export let targetRanges: f64 = NaN
/** Bars after which the time exit triggers; the highest number: never. */
export let mostBars: i32 = i32.MAX_VALUE
export let hasStop: bool = false
export let hasTrailing: bool = false
export let hasTarget: bool = false

export function setExits(
  stop: f64,
  stopAtr: f64,
  trailing: f64,
  trailingAtr: f64,
  target: f64,
  targetAtr: f64,
  bars: i32,
): void {
  stopPart = stop
  stopRanges = stopAtr
  trailingPart = trailing
  trailingRanges = trailingAtr
  targetPart = target
  targetRanges = targetAtr
  mostBars = bars
  hasStop = !isNaN(stop) || !isNaN(stopAtr)
  hasTrailing = !isNaN(trailing) || !isNaN(trailingAtr)
  hasTarget = !isNaN(target) || !isNaN(targetAtr)
}

export let fraction: f64 = 0
export let leverage: f64 = 1
export let leastChange: f64 = 0
/** Whether the least change is relative to the larger exposure. */
export let isScaled: bool = false

/** @param least minimum change of exposure, see `worthTrading`: rebalance × the smallest weight share */
export function setSizing(part: f64, most: f64, least: f64, scaled: bool): void {
  fraction = part
  leverage = most
  leastChange = least
  isScaled = scaled
}

export let takerRate: f64 = 0
export let makerRate: f64 = 0
export let slippageRate: f64 = 0

/** Cost rates as fractions of notional. */
export function setCosts(taker: f64, maker: f64, slippage: f64): void {
  takerRate = taker
  makerRate = maker
  slippageRate = slippage
}
