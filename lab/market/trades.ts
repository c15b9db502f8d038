import type { Execution, Reason } from './order.ts'
import { addSizes } from './rounding.ts'
import type { EpochMs, Price, Size, Usd } from './units.ts'

/** A closed trade: one position from flat to flat. `grossUsd − feesUsd − slippageUsd − fundingUsd = netUsd`. */
export interface Trade {
  readonly symbol: string
  readonly direction: 1 | -1
  readonly openedAt: EpochMs
  readonly closedAt: EpochMs
  /** Total base units opened. */
  readonly size: Size
  /** Volume-weighted price of the fills. */
  readonly entryPrice: Price
  readonly exitPrice: Price
  /** Profit at the displayed prices, before slippage. */
  readonly grossUsd: Usd
  readonly feesUsd: Usd
  readonly slippageUsd: Usd
  /** Funding paid; negative when received. */
  readonly fundingUsd: Usd
  readonly netUsd: Usd
  /** Reason of the execution that closed the trade. */
  readonly reason: Reason
}

interface OpenTrade {
  readonly openedAt: EpochMs
  readonly direction: 1 | -1
  held: Size
  bought: { size: Size; quote: Usd }
  sold: { size: Size; quote: Usd }
  feesUsd: Usd
  slippageUsd: Usd
  fundingUsd: Usd
}

export interface TradeLedger {
  execute(execution: Execution, sizeDecimals: number): void
  /** Books funding on the symbol's open trade. */
  fund(symbol: string, usd: Usd): void
  /** In the order in which they closed. */
  readonly closed: readonly Trade[]
  /** Trades that are still open, by symbol. */
  readonly open: ReadonlyMap<string, { readonly openedAt: EpochMs; readonly direction: 1 | -1; readonly held: Size }>
}

/** Groups executions into closed trades. */
export function tradeLedger(): TradeLedger {
  const open = new Map<string, OpenTrade>()
  const closed: Trade[] = []

  function execute(execution: Execution, sizeDecimals: number): void {
    const { symbol, size } = execution
    const trade = open.get(symbol)
    if (!trade) {
      const direction = size > 0 ? 1 : -1
      const fresh: OpenTrade = {
        openedAt: execution.at,
        direction,
        held: 0,
        bought: { size: 0, quote: 0 },
        sold: { size: 0, quote: 0 },
        feesUsd: 0,
        slippageUsd: 0,
        fundingUsd: 0,
      }
      open.set(symbol, fresh)
      book(fresh, execution, sizeDecimals)
      return
    }
    const crosses = Math.sign(size) !== Math.sign(trade.held) && Math.abs(size) > Math.abs(trade.held)
    if (!crosses) {
      book(trade, execution, sizeDecimals)
      if (trade.held === 0) finish(symbol, trade, execution)
      return
    }
    // An execution that reverses the position is split into a closing and an opening part; its fee is shared by size.
    const closing = -trade.held
    const share = closing / size
    execute({ ...execution, size: closing, fee: execution.fee * share }, sizeDecimals)
    execute(
      { ...execution, size: addSizes(size, -closing, sizeDecimals), fee: execution.fee * (1 - share) },
      sizeDecimals,
    )
  }

  function book(trade: OpenTrade, { size, price, reference, fee }: Execution, sizeDecimals: number): void {
    const side = size > 0 ? trade.bought : trade.sold
    side.size += Math.abs(size)
    side.quote += Math.abs(size) * price
    trade.feesUsd += fee
    trade.slippageUsd += size * (price - reference)
    trade.held = addSizes(trade.held, size, sizeDecimals)
  }

  function finish(symbol: string, trade: OpenTrade, last: Execution): void {
    const [entry, exit] = trade.direction > 0 ? [trade.bought, trade.sold] : [trade.sold, trade.bought]
    const { feesUsd, slippageUsd, fundingUsd } = trade
    const moved = trade.sold.quote - trade.bought.quote
    closed.push({
      symbol,
      direction: trade.direction,
      openedAt: trade.openedAt,
      closedAt: last.at,
      size: entry.size,
      entryPrice: entry.quote / entry.size,
      exitPrice: exit.quote / exit.size,
      grossUsd: moved + slippageUsd,
      feesUsd,
      slippageUsd,
      fundingUsd,
      netUsd: moved - feesUsd - fundingUsd,
      reason: last.reason,
    })
    open.delete(symbol)
  }

  function fund(symbol: string, usd: Usd): void {
    const trade = open.get(symbol)
    if (trade) trade.fundingUsd += usd
  }

  return { execute, fund, closed, open }
}
