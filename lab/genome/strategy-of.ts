import type { SignalConfig } from '../strategy/exposure.ts'
import type { Exits, Model, Sizing, Strategy, WeightedSeed } from '../strategy/strategy.ts'
import { type ExitPurpose, exitOptions } from './exit-options.ts'
import { measured } from './exits.ts'
import type { Genome } from './genome.ts'
import type { Evolved } from './space.ts'

/** The fields of a plan that every strategy of its run shares. */
export type StrategyPlan = Evolved & Pick<Strategy, 'universe' | 'interval' | 'sizing' | 'exits'>

/** The fields of a strategy that decide its trades. */
export type TradedStrategy = SignalConfig & Pick<Strategy, 'universe'>

/**
 * Turns a genome into the strategy that is backtested, validated, frozen and promoted.
 *
 * @param model frozen model of a learning seed; absent: the seed is refitted on trailing windows during the backtest
 */
export function strategyOf(genome: Genome, plan: StrategyPlan, model?: Model): TradedStrategy {
  return {
    universe: plan.universe,
    interval: plan.interval,
    seeds: [weightedSeed(genome, model)],
    sizing: sizingOf(genome, plan),
    exits: exitsOf(genome, plan),
  }
}

/** The genome as the only seed of a strategy. */
const weightedSeed = ({ seed, genes, rules, enhancers }: Genome, model?: Model): WeightedSeed => ({
  name: seed,
  weight: 1,
  genes,
  ...(rules && { formula: rules }),
  ...(model && { model }),
  ...(enhancers && { enhancers }),
})

/**
 * The plan's sizing, overridden by the genome's. If scalings evolve, the plan's scaling is ignored, so that a genome
 * without a scaling gives a strategy without a scaling.
 */
function sizingOf({ sizing }: Genome, plan: StrategyPlan): Sizing {
  if (!sizing) return plan.sizing
  const { scaling, ...rest } = plan.sizing
  return { ...rest, ...(scaling && !plan.evolve?.scalings && { scaling }), ...sizing }
}

/** The genome's exits, together with the plan's exits of the kinds that do not evolve. */
function exitsOf({ exits }: Genome, plan: StrategyPlan): Exits {
  return exits ? { ...withoutPurposes(plan.exits, plan.evolve?.exits ?? []), ...exits } : plan.exits
}

/** The exits without those of the given kinds. The ATR window stays only if a remaining exit uses it. */
export function withoutPurposes(exits: Exits, purposes: readonly ExitPurpose[]): Exits {
  const names = purposes.flatMap(purpose => Object.keys(exitOptions[purpose]))
  const { atrWindow, ...left }: Exits = Object.fromEntries(
    Object.entries(exits).filter(([name]) => !names.includes(name)),
  )
  return { ...left, ...(atrWindow !== undefined && measured(left) && { atrWindow }) }
}
