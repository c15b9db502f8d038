/** Columns, genes, where the result goes, and the rows that are asked for: see the function of the same name in `kernel/`. */
type Idea = (...given: readonly number[]) => void

/** What the kernel has of the seeds: exposures, or events that `latest` makes exposures of. */
export interface KernelIdeas {
  atrBreakout: Idea
  bollinger: Idea
  donchianBreakout: Idea
  emaCross: Idea
  fundingCarry: Idea
  ichimoku: Idea
  nadarayaWatson: Idea
  rsi: Idea
  smaTrend: Idea
  stochastic: Idea
  volatilityScaling: Idea
  vwapReversion: Idea
}
