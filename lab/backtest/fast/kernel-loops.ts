/**
 * A loop of the kernel over the rows of a column. Its arguments are the addresses of input columns, numeric parameters,
 * the address of the output, and the number of rows: see the function of the same name in `lab/backtest/kernel/`.
 */
type Loop = (...given: readonly number[]) => void

/** Loops of the kernel that compute indicators. */
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

/** Loops of the kernel that compute seeds. They write exposures, or events that `latest` turns into exposures. */
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
