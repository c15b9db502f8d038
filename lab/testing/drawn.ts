import { freeze } from '../genome/freeze.ts'
import { plain } from '../indicators/memo.ts'
import { type Bars, isKnown, optionalColumns } from '../market/bars.ts'
import { epochMs } from '../market/units.ts'
import { integer, type Random } from '../random.ts'
import type { Seed } from '../seeds/seed.ts'
import type { Exits, Strategy, WeightedSeed } from '../strategy/strategy.ts'
import { breakout } from './crafted.ts'
import { drawGiven } from './lawful.ts'

/**
 * A random strategy: random genes and exits, and no risk limits, which a backtest does not apply. A learning seed is
 * trained on the first third of the bars and then frozen.
 */
export function drawStrategy(drawn: readonly Seed[], market: readonly Bars[], chance: Random): Strategy {
  const maybe = (value: number) => (chance() < 0.6 ? value : undefined)
  const exits = {
    stop: maybe(0.01 + 0.05 * chance()),
    trailing: maybe(0.01 + 0.06 * chance()),
    target: maybe(0.01 + 0.1 * chance()),
    time: maybe(integer(chance, 3, 80)),
    ...(chance() < 0.4 && {
      stopAtr: 1 + 3 * chance(),
      targetAtr: maybe(2 + 6 * chance()),
      atrWindow: integer(chance, 5, 30),
    }),
  }
  return breakout({
    synthetic: market[0].synthetic,
    universe: market.map(({ symbol }) => symbol),
    interval: market[0].interval,
    seeds: drawn.map(seed => weighted(seed, 1 / drawn.length, market, chance)),
    sizing: { fraction: 0.1 + 1.5 * chance(), leverage: integer(chance, 2, 10), rebalance: 0.1 },
    exits: Object.fromEntries(Object.entries(exits).filter(([, value]) => value !== undefined)) as Exits,
  })
}

function weighted(seed: Seed, weight: number, market: readonly Bars[], chance: Random): WeightedSeed {
  const known = optionalColumns.filter(column => market.every(bars => isKnown(bars[column])))
  const given = drawGiven(seed, chance, known)
  if (!seed.learner?.fit) return { name: seed.name, weight, ...given }
  const [{ openTime }] = market
  const at = epochMs(openTime[Math.floor(openTime.length / 3)])
  const frozen = freeze({ seed: seed.name, genes: given.genes }, { name: 'drawn', market }, at, plain)
  return { name: seed.name, weight, ...given, ...(frozen && { model: frozen.model }) }
}
