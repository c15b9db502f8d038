/** What a numeric expression is counted in. */
export const quantities = ['price', 'volume', 'ratio', 'points', 'rate'] as const
export type Quantity = (typeof quantities)[number]

/** What an expression is: a quantity, or true or false. */
export type Unit = Quantity | 'boolean'

/** What is known of an expression by itself; `number`: it is made of literals alone and takes its unit from where it stands. */
export type Kind = Unit | 'number'

/** Units that a bare number may take. Never price or volume: a level of one coin means nothing on another. */
export const unitsOfNumbers: readonly Unit[] = ['ratio', 'points', 'rate']

/** What an operation takes and gives; `x` is any one quantity, the same wherever it stands. */
export interface Signature {
  readonly inputs: readonly (Unit | 'x')[]
  readonly gives: Unit | 'x'
}

/** A signature without `x`. */
export interface Settled {
  readonly inputs: readonly Unit[]
  readonly gives: Unit
}

/** Every way to read signatures, none twice. */
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

/** `x, x → boolean` */
export const showSignature = ({ inputs, gives }: Signature): string =>
  inputs.length === 0 ? gives : `${inputs.join(', ')} → ${gives}`
