import { complexity, depthOf, type Expression } from './expression.ts'
import { kindOf } from './kind.ts'
import type { Unit } from './units.ts'
import { warmupOf } from './warmup.ts'

/** Size limits of a formula, so that a person can read it and a venue has enough history for its warm-up. */
export const limits = {
  /** Characters of its text. */
  characters: 2_000,
  /** Nodes from root to leaf. */
  depth: 12,
  nodes: 64,
  /**
   * Bars of warm-up. With this limit, the newest 5,000 candles of a venue warm up any formula, including its `hold`.
   */
  warmup: 4_500,
  /** Largest absolute value of a written number. */
  number: 1e9,
} as const

/** All limits that an expression exceeds, as messages; empty when it fits. */
export function excesses(expression: Expression): readonly string[] {
  const found = [
    { what: 'nodes: operations, columns and numbers', is: complexity(expression), most: limits.nodes },
    { what: 'levels', is: depthOf(expression), most: limits.depth },
    { what: 'bars of warm-up', is: warmupOf(expression), most: limits.warmup },
  ]
  return found.filter(({ is, most }) => is > most).map(({ what, is, most }) => `has ${is} ${what}, at most ${most}`)
}

/** Whether an expression has consistent units, is within the limits and is in `unit`. */
export const fits = (expression: Expression, unit: Unit): boolean =>
  kindOf(expression) === unit && excesses(expression).length === 0
