import { factsAt } from './world'

/** Results of a run, 8 bytes each, in the order of `factNames` in `lab/backtest/fast/facts.ts`. */
@unmanaged
export class Facts {
  lastEquity: f64
  equitySum: f64
  grossSum: f64
  heldSlots: f64
  deepest: f64
  longestUnderWater: f64
  dailySum: f64
  dailyCount: f64
  trades: f64
  wins: f64
  losses: f64
  gained: f64
  lost: f64
  net: f64
  holdingTime: f64
  winningStreak: f64
  losingStreak: f64
  traded: f64
  fees: f64
  slippage: f64
  funding: f64
  assumedFunding: f64
  winningNow: f64
  losingNow: f64
}

@inline
export function facts(): Facts {
  return changetype<Facts>(factsAt)
}
