import { complexity, depthOf, type Expression } from './expression.ts'
import { kindOf } from './kind.ts'
import type { Unit } from './units.ts'
import { warmupOf } from './warmup.ts'

/** What a formula may at most be, so that a person can read it and a venue has the history that it needs. */
export const limits = {
  /** Of its text. */
  characters: 2_000,
  /** Nodes from root to leaf. */
  depth: 12,
  nodes: 64,
  /** Bars: a venue that gives its newest 5,000 candles then warms up any formula, its memory of events included. */
  warmup: 4_500,
  /** Size of a written number. */
  number: 1e9,
} as const

/** Why an expression is too large, all reasons at once; none when it is not. */
export function excesses(expression: Expression): readonly string[] {
  const found = [
    { what: 'nodes: operations, columns and numbers', is: complexity(expression), most: limits.nodes },
    { what: 'levels', is: depthOf(expression), most: limits.depth },
    { what: 'bars of warm-up', is: warmupOf(expression), most: limits.warmup },
  ]
  return found.filter(({ is, most }) => is > most).map(({ what, is, most }) => `has ${is} ${what}, at most ${most}`)
}

/** Whether an expression obeys units and limits, and is in `unit`. */
export const fits = (expression: Expression, unit: Unit): boolean =>
  kindOf(expression) === unit && excesses(expression).length === 0
