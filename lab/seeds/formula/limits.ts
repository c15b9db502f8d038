import { complexity, depthOf, type Expression } from './expression.ts'
import { kindOf } from './kind.ts'
import type { Unit } from './units.ts'
import { warmupOf } from './warmup.ts'

/** Maximum sizes of a formula, so that a person can read it and a venue has enough history for its warm-up. */
export const limits = {
  /** Characters of the formula's text. */
  characters: 2_000,
  /** Nodes from root to leaf. */
  depth: 12,
  /** Operations, columns and numbers. */
  nodes: 64,
  /**
   * Bars of warm-up. A venue's newest 5,000 candles are then enough for any formula, including the bars of its `hold`.
   */
  warmup: 4_500,
  /** Absolute value of a number in the formula. */
  number: 1e9,
} as const

/** One message per limit that an expression exceeds; empty when it exceeds none. */
export function excesses(expression: Expression): readonly string[] {
  const found = [
    { what: 'nodes: operations, columns and numbers', is: complexity(expression), most: limits.nodes },
    { what: 'levels', is: depthOf(expression), most: limits.depth },
    { what: 'bars of warm-up', is: warmupOf(expression), most: limits.warmup },
  ]
  return found.filter(({ is, most }) => is > most).map(({ what, is, most }) => `has ${is} ${what}, at most ${most}`)
}

/** True when an expression has consistent units, gives a result in `unit` and is within the limits. */
export const fits = (expression: Expression, unit: Unit): boolean =>
  kindOf(expression) === unit && excesses(expression).length === 0
