/** Units of numeric expressions. */
export const quantities = ['price', 'volume', 'ratio', 'points', 'rate'] as const
export type Quantity = (typeof quantities)[number]

/** Unit of an expression: a quantity, or boolean. */
export type Unit = Quantity | 'boolean'

/** Kind of an expression by itself. A `number` consists of literals only and takes its unit from its context. */
export type Kind = Unit | 'number'

/**
 * Units that a bare number may take. Price and volume are excluded, because a level of one coin means nothing on
 * another.
 */
export const unitsOfNumbers: readonly Unit[] = ['ratio', 'points', 'rate']

/**
 * Units of the inputs and the result of an operation. `x` stands for any one quantity, the same everywhere in the
 * signature.
 */
export interface Signature {
  readonly inputs: readonly (Unit | 'x')[]
  readonly gives: Unit | 'x'
}

/** A signature in which `x` has been replaced by a unit. */
export interface Settled {
  readonly inputs: readonly Unit[]
  readonly gives: Unit
}

/** All signatures that result when `x` is replaced by each quantity, without duplicates. */
export function settle(signatures: readonly Signature[]): readonly Settled[] {
  const found = new Map<string, Settled>()
  for (const { inputs, gives } of signatures) {
    for (const x of quantities) {
      const settled = { inputs: inputs.map(unit => (unit === 'x' ? x : unit)), gives: gives === 'x' ? x : gives }
      found.set(`${settled.inputs.join()}>${settled.gives}`, settled)
    }
  }
  return [...found.values()]
}

/** A signature as text, such as `x, x → boolean`. */
export const showSignature = ({ inputs, gives }: Signature): string =>
  inputs.length === 0 ? gives : `${inputs.join(', ')} → ${gives}`
