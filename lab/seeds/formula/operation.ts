import type { Indicators } from '../../indicators/memo.ts'
import type { Bars, Column } from '../../market/bars.ts'
import type { Signature } from './units.ts'

/** A number that is written out and never computed: a period, a width. */
export interface Parameter {
  readonly name: string
  readonly kind: 'int' | 'real'
  readonly min: number
  readonly max: number
  /** Bars of warm-up for each one of it. */
  readonly remembers: number
}

/** What an operation is computed from, besides its inputs. */
export interface Source {
  readonly bars: Bars
  readonly indicators: Indicators
}

/** One word of the language: all that parser, printer, evaluator, breeding and reference know of it. */
export interface Operation {
  readonly form: 'column' | 'function' | 'infix' | 'prefix'
  /** Its sign, where that is not its name. */
  readonly symbol?: string
  /** How strongly a sign binds: the stronger, the earlier. */
  readonly binds?: number
  /** What its inputs are called, in order; they come before the parameters. */
  readonly inputs: readonly string[]
  readonly parameters: readonly Parameter[]
  readonly signatures: readonly Signature[]
  /** Says something only of what changes from bar to bar: a bare number is refused. */
  readonly overTime?: true
  /** Bars that it remembers besides those of its parameters. */
  readonly extra: number
  /** Where its values mostly lie: numbers to compare it with are drawn from there. Absent: where those of its input lie. */
  readonly range?: readonly [min: number, max: number]
  /** Its value from those of its inputs at the same bar, where it needs no more; not finite is unknown. */
  readonly at?: (a: number, b: number) => number
  /** For people: what it gives. */
  readonly says: string
  /**
   * One value a bar. A boolean is 1, 0, or NaN where it is unknown; other values are finite or NaN.
   *
   * @param inputs     as many columns as it has inputs, as long as the bars
   * @param parameters as many numbers as it has parameters, each within its bounds
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

/** A real number, which remembers nothing. */
export const realOf = (name: string, min: number, max: number): Parameter => ({
  name,
  kind: 'real',
  min,
  max,
  remembers: 0,
})
