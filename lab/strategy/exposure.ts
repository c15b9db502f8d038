import type { Indicators } from '../indicators/memo.ts'
import type { Bars, Column } from '../market/bars.ts'
import { showInterval } from '../market/units.ts'
import { seedNamed } from '../seeds/index.ts'
import type { Strategy, WeightedSeed } from './strategy.ts'

/** Bars of history after which every seed of the strategy has forgotten what came before. */
export const warmupOf = (strategy: Pick<Strategy, 'seeds'>): number =>
  Math.max(...strategy.seeds.map(({ name, genes }) => known(name).warmup(genes)))

/**
 * What the strategy wants to hold, −1…+1 per bar; 0 while any seed is still warming up.
 *
 * @throws RangeError on bars of another interval, Error when a seed's opinion is no exposure
 */
export function exposure(strategy: Pick<Strategy, 'seeds' | 'interval'>, bars: Bars, indicators: Indicators): Column {
  if (bars.interval !== strategy.interval) {
    const [found, expected] = [showInterval(bars.interval), showInterval(strategy.interval)]
    throw new RangeError(`${bars.symbol}: bars of ${found} where the strategy expects ${expected}`)
  }
  const sum = new Float64Array(bars.close.length)
  const warm = warmupOf(strategy)
  for (const weighted of strategy.seeds) {
    const opinion = opinionOf(weighted, bars, indicators)
    for (let i = warm; i < sum.length; i++) {
      if (!(Math.abs(opinion[i]) <= 1)) {
        throw new Error(
          `seed ${weighted.name} wants ${opinion[i]} of ${bars.symbol} at row ${i}: no exposure within ±1`,
        )
      }
      sum[i] += weighted.weight * opinion[i]
    }
  }
  return sum
}

const opinionOf = ({ name, genes }: WeightedSeed, bars: Bars, indicators: Indicators) =>
  known(name).exposure(bars, genes, indicators)

function known(name: string) {
  const seed = seedNamed(name)
  if (!seed) throw new RangeError(`no seed is named ${name}`)
  return seed
}
