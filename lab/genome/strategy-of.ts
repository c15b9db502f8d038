import type { SignalConfig } from '../strategy/exposure.ts'
import type { Exits, Model, Sizing, Strategy, WeightedSeed } from '../strategy/strategy.ts'
import { type ExitPurpose, exitOptions } from './exit-options.ts'
import { measured } from './exits.ts'
import type { Genome } from './genome.ts'
import type { Evolved } from './space.ts'

/** What a plan says of every strategy of its run. */
export type StrategyPlan = Evolved & Pick<Strategy, 'universe' | 'interval' | 'sizing' | 'exits'>

/** What of a strategy decides about its trades. */
export type TradedStrategy = SignalConfig & Pick<Strategy, 'universe'>

/**
 * The genome as the strategy that it is: what is measured, judged, frozen and promoted.
 *
 * @param model what a learner has been frozen with; absent: it learns as it goes
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

/** The genome as the one seed of a strategy. */
const weightedSeed = ({ seed, genes, rules, enhancers }: Genome, model?: Model): WeightedSeed => ({
  name: seed,
  weight: 1,
  genes,
  ...(rules && { formula: rules }),
  ...(model && { model }),
  ...(enhancers && { enhancers }),
})

/** Where scalings evolve, a genome without one has none, whatever the plan has. */
function sizingOf({ sizing }: Genome, plan: StrategyPlan): Sizing {
  if (!sizing) return plan.sizing
  const { scaling, ...rest } = plan.sizing
  return { ...rest, ...(scaling && !plan.evolve?.scalings && { scaling }), ...sizing }
}

/** The plan's ways out that do not evolve, and the genome's own. */
function exitsOf({ exits }: Genome, plan: StrategyPlan): Exits {
  return exits ? { ...withoutPurposes(plan.exits, plan.evolve?.exits ?? []), ...exits } : plan.exits
}

/** The ways out that are left when those for some purposes are taken away, and the window if one of them is measured by it. */
export function withoutPurposes(exits: Exits, purposes: readonly ExitPurpose[]): Exits {
  const names = purposes.flatMap(purpose => Object.keys(exitOptions[purpose]))
  const { atrWindow, ...left }: Exits = Object.fromEntries(
    Object.entries(exits).filter(([name]) => !names.includes(name)),
  )
  return { ...left, ...(atrWindow !== undefined && measured(left) && { atrWindow }) }
}
