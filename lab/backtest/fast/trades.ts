import type { Reason } from '../../market/order.ts'
import type { Trade } from '../../market/trades.ts'
import type { EpochMs } from '../../market/units.ts'

/** Reasons of a close, indexed by the reason numbers of `lab/backtest/kernel/symbol-state.as`. */
const reasons: readonly Reason[] = ['enter', 'rebalance', 'exit', 'time', 'stop', 'trailing', 'target']

/** Count of numbers that the kernel writes for each trade, see `finishTrade` in `lab/backtest/kernel/trades.as`. */
export const numbersPerTrade = 12

/** Reads the closed trades that the kernel wrote. @param symbols in the order of the kernel's symbol index */
export function tradesFrom(numbers: Float64Array, symbols: readonly string[]): readonly Trade[] {
  return Array.from({ length: numbers.length / numbersPerTrade }, (_, k) => {
    const [
      symbolIndex,
      direction,
      openedAt,
      closedAt,
      size,
      bought,
      sold,
      feesUsd,
      slippageUsd,
      fundingUsd,
      moved,
      reason,
    ] = numbers.subarray(k * numbersPerTrade, (k + 1) * numbersPerTrade)
    const [entryPrice, exitPrice] = direction > 0 ? [bought, sold] : [sold, bought]
    return {
      symbol: symbols[symbolIndex],
      direction: direction > 0 ? 1 : -1,
      openedAt: openedAt as EpochMs,
      closedAt: closedAt as EpochMs,
      size,
      entryPrice,
      exitPrice,
      grossUsd: moved + slippageUsd,
      feesUsd,
      slippageUsd,
      fundingUsd,
      netUsd: moved - feesUsd - fundingUsd,
      reason: reasons[reason],
    }
  })
}
