/** Columns, numbers, where the result goes, and the rows that are asked for: see the function of the same name in `kernel/`. */
type Loop = (...given: readonly number[]) => void

/** What the kernel has of the indicators. */
export interface KernelMaths {
  changes: Loop
  exponentials: Loop
  extreme: Loop
  middle: Loop
  place: Loop
  ratio: Loop
  rollingSum: Loop
  roots: Loop
  share: Loop
  simpleReturns: Loop
  sma: Loop
  smoothed: Loop
  squares: Loop
  turnover: Loop
  volumeDeviation: Loop
}

/** What the kernel has of the seeds: exposures, or events that `latest` makes exposures of. */
export interface SeedLoops {
  atrBreakout: Loop
  bollinger: Loop
  donchianBreakout: Loop
  emaCross: Loop
  fundingCarry: Loop
  ichimoku: Loop
  nadarayaWatson: Loop
  rsi: Loop
  smaTrend: Loop
  stochastic: Loop
  volatilityScaling: Loop
  vwapReversion: Loop
}
