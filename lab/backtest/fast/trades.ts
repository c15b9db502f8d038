import type { Reason } from '../../market/order.ts'
import type { Trade } from '../../market/trades.ts'
import type { EpochMs } from '../../market/units.ts'

/** In the order of the reason numbers in `kernel/symbol-state.as`. */
const reasons: readonly Reason[] = ['enter', 'rebalance', 'exit', 'time', 'stop', 'trailing', 'target']

/** Numbers per trade written by the kernel, see `finishTrade` in `kernel/trades.as`. */
export const tradeNumbers = 12

/** Reads the closed trades that the kernel wrote. */
export function tradesFrom(numbers: Float64Array, symbols: readonly string[]): readonly Trade[] {
  return Array.from({ length: numbers.length / tradeNumbers }, (_, k) => {
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
    ] = numbers.subarray(k * tradeNumbers, (k + 1) * tradeNumbers)
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
