/** What the kernel tells of a run, 8 bytes each: the fields of `Facts` in `kernel/facts.as`, in their order. */
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

/** Indexes of the facts. */
export const factAt = Object.fromEntries(factNames.map((name, i) => [name, i])) as Readonly<
  Record<(typeof factNames)[number], number>
>

/** Room for the facts, and for what the kernel counts on the way. */
export const factBytes = 8 * 32
