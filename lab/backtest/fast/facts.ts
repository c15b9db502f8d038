/**
 * Names of the results of a kernel run, 8 bytes each, in the order of the fields of `Facts` in
 * `lab/backtest/kernel/facts.as`. `fastResultOf` converts them to metrics.
 *
 * Amounts are in USD, durations in ms. `deepest` is the maximum drawdown as a fraction. `equitySum` and `grossSum`
 * (gross exposure as a fraction of equity) are sums over the closes of all slots; `heldSlots` counts slots with a
 * position.
 */
export const factNames = [
  'lastEquity',
  'equitySum',
  'grossSum',
  'heldSlots',
  'deepest',
  'longestUnderWater',
  'dailySum',
  'dailyCount',
  'trades',
  'wins',
  'losses',
  'gained',
  'lost',
  'net',
  'holdingTime',
  'winningStreak',
  'losingStreak',
  'traded',
  'fees',
  'slippage',
  'funding',
  'assumedFunding',
] as const

/** Index of each result in the kernel's output. */
export const factAt = Object.fromEntries(factNames.map((name, i) => [name, i])) as Readonly<
  Record<(typeof factNames)[number], number>
>

/** Bytes reserved for the results and, after them, internal counters of the kernel. */
export const factBytes = 8 * 32
