import type { Column } from '../market/bars.ts'
import type { Ensemble, Sizing, WeightedSeed } from './strategy.ts'

type Weighted = Pick<WeightedSeed, 'weight'>

/**
 * Combines several signals into one, −1…+1.
 *
 * @param signals one column per seed, all of equal length
 * @param from    first row at which every seed is warm; earlier rows are 0
 */
export function combine(
  seeds: readonly Weighted[],
  signals: readonly Column[],
  ensemble: Ensemble = { method: 'weights' },
  from = 0,
): Float64Array {
  const out = new Float64Array(signals[0].length)
  if (ensemble.method === 'vote') {
    const all = seeds.reduce((sum, { weight }) => sum + Math.abs(weight), 0)
    for (let i = from; i < out.length; i++) out[i] = winner(seeds, signals, i, all * ensemble.quorum)
    return out
  }
  signals.forEach((signal, k) => {
    const { weight } = seeds[k]
    // The first seed needs neither a sum nor, with weight 1, a product. Adding 0 turns −0 into 0.
    if (weight === 1 && k === 0) for (let i = from; i < out.length; i++) out[i] = signal[i] + 0
    else for (let i = from; i < out.length; i++) out[i] += weight * signal[i]
  })
  return out
}

/**
 * Whether a change of exposure is worth trading while the direction stays the same. The change must reach `rebalance`
 * times a base of 1. In a split, the base is multiplied by the smallest share of a seed; with a scaling, by the larger
 * of the two exposures.
 */
export function worthTrading(
  from: number,
  to: number,
  { rebalance, scaling }: Pick<Sizing, 'rebalance' | 'scaling'>,
  seeds: readonly Weighted[],
  ensemble?: Ensemble,
): boolean {
  const change = Math.abs(to - from)
  if (change === 0) return false
  const larger = scaling ? Math.max(Math.abs(from), Math.abs(to)) : 1
  return change >= rebalance * smallestShare(seeds, ensemble) * larger
}

/** The smallest share of the capital that one seed of a split has; 1 for other ensembles, whose seeds trade as one. */
export const smallestShare = (seeds: readonly Weighted[], ensemble?: Ensemble): number =>
  ensemble?.method === 'split' ? smallest(seeds) : 1

/** The smallest absolute weight other than 0, at most 1. */
function smallest(seeds: readonly Weighted[]): number {
  let least = 1
  for (const { weight } of seeds) if (weight !== 0) least = Math.min(least, Math.abs(weight))
  return least
}

/** A smaller lead counts as a tie, because sums of weights in a different order differ in the last digits. */
const tie = 1e-9

/** Direction that leads by more than `lead` in weight: −1 or +1; 0 if none does. */
function winner(seeds: readonly Weighted[], signals: readonly Column[], row: number, lead: number): number {
  let net = 0
  for (let k = 0; k < seeds.length; k++) net += seeds[k].weight * Math.sign(signals[k][row])
  return Math.abs(net) > lead + tie ? Math.sign(net) : 0
}
