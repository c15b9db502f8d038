import type { Bars } from '../market/bars.ts'
import { integer, type Random } from '../random.ts'
import type { Seed } from '../seeds/seed.ts'
import type { Exits, Strategy } from '../strategy/strategy.ts'
import { breakout } from './crafted.ts'
import { drawGiven } from './lawful.ts'

/** A strategy drawn by chance: any genes, any mixture of exits, and no limits, which a backtest knows nothing of. */
export function drawStrategy(drawn: readonly Seed[], market: readonly Bars[], chance: Random): Strategy {
  const maybe = (value: number) => (chance() < 0.6 ? value : undefined)
  const exits = {
    stop: maybe(0.01 + 0.05 * chance()),
    trailing: maybe(0.01 + 0.06 * chance()),
    target: maybe(0.01 + 0.1 * chance()),
    time: maybe(integer(chance, 3, 80)),
  }
  return breakout({
    synthetic: market[0].synthetic,
    universe: market.map(({ symbol }) => symbol),
    interval: market[0].interval,
    seeds: drawn.map(seed => ({ name: seed.name, weight: 1 / drawn.length, ...drawGiven(seed, chance) })),
    sizing: { fraction: 0.1 + 1.5 * chance(), leverage: integer(chance, 2, 10), rebalance: 0.1 },
    exits: Object.fromEntries(Object.entries(exits).filter(([, value]) => value !== undefined)) as Exits,
  })
}
