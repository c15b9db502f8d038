import type { Indicators } from '../../indicators/memo.ts'
import type { Bars, Column } from '../../market/bars.ts'
import type { Signature } from './units.ts'

/** A numeric parameter that must be written out, not computed: a period or a width. */
export interface Parameter {
  readonly name: string
  readonly kind: 'int' | 'real'
  readonly min: number
  readonly max: number
  /** Bars of warm-up per unit of the parameter. */
  readonly remembers: number
}

/** Data that an operation may read besides its inputs. */
export interface Source {
  readonly bars: Bars
  readonly indicators: Indicators
}

/**
 * One operation of the language: everything that parser, printer, evaluator, genetic operators and reference need to
 * know about it.
 */
export interface Operation {
  readonly form: 'column' | 'function' | 'infix' | 'prefix'
  /** Its sign, when that is not its name. */
  readonly symbol?: string
  /** Precedence of the sign: a higher one binds first. */
  readonly binds?: number
  /** Names of its inputs, in order; they come before the parameters. */
  readonly inputs: readonly string[]
  readonly parameters: readonly Parameter[]
  readonly signatures: readonly Signature[]
  /** Needs an input that changes from bar to bar: a bare number is refused. */
  readonly overTime?: true
  /** Bars of warm-up besides those of its parameters. */
  readonly extra: number
  /** Range of most of its values, from which numbers to compare it with are drawn. Absent: the range of its input. */
  readonly range?: readonly [min: number, max: number]
  /**
   * Its value computed from its inputs at the same bar, for operations that need nothing else. A result that is not
   * finite is unknown.
   */
  readonly at?: (a: number, b: number) => number
  /** Description of the result, for people. */
  readonly says: string
  /**
   * Computes one value per bar. A boolean is 1, 0, or NaN where unknown; other values are finite or NaN.
   *
   * @param inputs     one column per input, as long as the bars
   * @param parameters one number per parameter, each within its bounds
   */
  compute(source: Source, inputs: readonly Column[], parameters: readonly number[]): Column
}

export const periodOf = (min: number, max: number, remembers = 1, name = 'period'): Parameter => ({
  name,
  kind: 'int',
  min,
  max,
  remembers,
})

/** A real parameter, which adds no warm-up. */
export const realOf = (name: string, min: number, max: number): Parameter => ({
  name,
  kind: 'real',
  min,
  max,
  remembers: 0,
})
