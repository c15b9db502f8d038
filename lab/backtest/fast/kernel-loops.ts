/** Columns, numbers, output address and rows: see the function of the same name in `kernel/`. */
type Loop = (...given: readonly number[]) => void

/** Indicator loops of the kernel. */
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

/** Seed loops of the kernel: they write exposures, or events that `latest` turns into exposures. */
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
