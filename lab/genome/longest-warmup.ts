import { formula } from '../seeds/formula.ts'
import { seeds as registered } from '../seeds/index.ts'
import type { GeneSpecs, Genes } from '../seeds/seed.ts'
import { rangeWarmup } from '../strategy/range.ts'
import type { Exits, Sizing } from '../strategy/strategy.ts'
import type { EvolveOptions } from './evolving.ts'
import { atrWindow } from './exit-options.ts'
import { defaultLanguage } from './language.ts'
import { requireEnhancer, requireScaling, requireSeed } from './require-registered.ts'

/** The settings of a run that decide how much history it needs. */
export interface WarmupOptions {
  /** Default: all seeds that need neither a model nor a formula. */
  readonly seeds?: readonly string[]
  readonly enhancers?: readonly string[]
  readonly evolve?: EvolveOptions
  readonly exits?: Exits
  readonly sizing?: Sizing
}

/**
 * Bars of history that the slowest genome of a run needs to warm up. The slowest genome has all genes at their
 * maximum, or all but one, because an enhancer may be off at its maximum.
 *
 * @throws RangeError on an unknown name
 */
export function longestWarmup({
  seeds = defaultSeeds,
  enhancers = [],
  evolve = {},
  exits = {},
  sizing,
}: WarmupOptions = {}): number {
  const { scalings = [], formulaWarmup = defaultLanguage.warmup } = evolve
  const ofSignal = [
    ...seeds.map(name =>
      name === formula.name ? formulaWarmup + formula.genes.hold.max + 1 : slowest(requireSeed(name)),
    ),
    ...enhancers.map(requireEnhancer).map(slowest),
  ]
  const scaling = [
    ...scalings.map(requireScaling).map(slowest),
    ...(sizing?.scaling ? [requireScaling(sizing.scaling.name).warmup(sizing.scaling.genes)] : []),
  ]
  const ranges = [rangeWarmup(exits), evolve.exits ? rangeWarmup({ atrWindow: atrWindow.max }) : 0]
  return Math.max(Math.max(...ofSignal) + Math.max(0, ...scaling), ...ranges)
}

const defaultSeeds = registered.filter(({ requires }) => !requires).map(({ name }) => name)

interface Slow {
  readonly genes: GeneSpecs
  warmup(genes: Genes): number
}

function slowest(of: Slow): number {
  const largest = Object.fromEntries(Object.entries(of.genes).map(([name, { max }]) => [name, max]))
  const others = Object.entries(of.genes).map(([name, { min }]) => of.warmup({ ...largest, [name]: min }))
  return Math.max(of.warmup(largest), ...others)
}
