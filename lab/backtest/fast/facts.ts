/** Results of a kernel run, 8 bytes each: the fields of `Facts` in `kernel/facts.as`, in order. */
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

/** Index of each fact. */
export const factAt = Object.fromEntries(factNames.map((name, i) => [name, i])) as Readonly<
  Record<(typeof factNames)[number], number>
>

/** Bytes for the facts, including internal counters of the kernel. */
export const factBytes = 8 * 32
