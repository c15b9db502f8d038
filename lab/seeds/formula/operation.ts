import type { Indicators } from '../../indicators/memo.ts'
import type { Bars, Column } from '../../market/bars.ts'
import type { Signature } from './units.ts'

/** A numeric parameter of an operation, such as a period or a width. It must be a literal number, not an expression. */
export interface Parameter {
  readonly name: string
  readonly kind: 'int' | 'real'
  /** Bounds, inclusive. */
  readonly min: number
  readonly max: number
  /** Bars of warm-up per unit of the parameter. */
  readonly remembers: number
}

/** Data that an operation may read in addition to its inputs. */
export interface Source {
  readonly bars: Bars
  readonly indicators: Indicators
}

/**
 * One operation of the formula language. Parser, printer, evaluator, genetic operators and the reference all use this
 * description.
 */
export interface Operation {
  readonly form: 'column' | 'function' | 'infix' | 'prefix'
  /** Operator sign in a formula; absent when the sign is the operation's name. */
  readonly symbol?: string
  /** Precedence of the operator sign: operations with a higher number bind first. */
  readonly binds?: number
  /** Names of the inputs, in order; inputs come before the parameters. */
  readonly inputs: readonly string[]
  readonly parameters: readonly Parameter[]
  /** Allowed units of the inputs, and the unit of the result for each combination. */
  readonly signatures: readonly Signature[]
  /** True when an input must change from bar to bar, so that a bare number is refused. */
  readonly overTime?: true
  /** Bars of warm-up in addition to the warm-up from the parameters. */
  readonly extra: number
  /** Typical range of the result. Numbers to compare it with are drawn from it. Absent: the range of the input. */
  readonly range?: readonly [min: number, max: number]
  /**
   * Result at one bar, for operations that need only their inputs at the same bar; absent for others. A result that is
   * not finite is unknown.
   */
  readonly at?: (a: number, b: number) => number
  /** Description of the result, as text for people. */
  readonly says: string
  /**
   * Computes one value per bar. A boolean is 1 or 0, any other value is finite, and an unknown value is NaN.
   *
   * @param inputs     one column per input, as long as the bars
   * @param parameters one number per parameter, each within its bounds
   */
  compute(source: Source, inputs: readonly Column[], parameters: readonly number[]): Column
}

/** An integer parameter, usually a period in bars. @param remembers bars of warm-up per unit of the parameter */
export const periodOf = (min: number, max: number, remembers = 1, name = 'period'): Parameter => ({
  name,
  kind: 'int',
  min,
  max,
  remembers,
})

/** A real-valued parameter. It adds no warm-up. */
export const realOf = (name: string, min: number, max: number): Parameter => ({
  name,
  kind: 'real',
  min,
  max,
  remembers: 0,
})
