import type { OptionalColumn } from '../../market/bars.ts'
import type { Random } from '../../random.ts'
import { pick } from './chance.ts'
import { drawNumber, drawParameter, rangeBeside } from './draw-number.ts'
import { apply, type Expression, literal } from './expression.ts'
import { kindGiven } from './kind.ts'
import { fits } from './limits.ts'
import { givesBoolean, type OperationName, operations } from './operations.ts'
import { type Kind, type Settled, type Unit, unitsOfNumbers } from './units.ts'
import { type Choice, type Vocabulary, vocabularyOf } from './vocabulary.ts'

/**
 * Probabilities: that a branch ends as soon as it can, that one side of a comparison is a number, and that one side of
 * arithmetic is a number.
 */
const ending = 0.4
const threshold = 0.5
const term = 0.25

/**
 * Draws a random expression that changes from bar to bar, by Koza's "grow" method: branches end at random. If the
 * limits require it, the tree is shallower than `depth`.
 *
 * @param depth maximum number of levels, an integer ≥ 1
 * @param known optional columns that the market has; no other is used
 * @throws RangeError when no expression of this unit is that small
 * @see Koza, "Genetic Programming" (1992), section 6.2; Montana (1995), "Strongly typed genetic programming", for the
 *   units
 */
export function grow(unit: Unit, depth: number, chance: Random, known: readonly OptionalColumn[] = []): Expression {
  const vocabulary = vocabularyOf(known)
  for (let most = depth; most >= 1; most--) {
    if (!choicesOf(vocabulary, unit, most).length) break
    const drawn = branch(vocabulary, unit, most, chance)
    if (fits(drawn, unit)) return drawn
  }
  throw new RangeError(`grow: depth is ${depth}, too small for ${unit}`)
}

const choicesOf = (vocabulary: Vocabulary, unit: Unit, depth: number): readonly Choice[] =>
  (vocabulary.get(unit) ?? []).filter(choice => choice.depth <= depth)

function branch(vocabulary: Vocabulary, unit: Unit, depth: number, chance: Random): Expression {
  const choices = choicesOf(vocabulary, unit, depth)
  const smallest = Math.min(...choices.map(choice => choice.depth))
  const small = choices.filter(choice => choice.depth === smallest)
  const { op, reading } = pickChoice(chance() < ending ? small : choices, chance)
  const inputs = reading.inputs.map(input => branch(vocabulary, input, depth - 1, chance))
  const parameters = operations[op].parameters.map(parameter => drawParameter(parameter, chance))
  return apply(op, withNumber(op, reading, inputs, chance), parameters)
}

/**
 * Picks an operation first, then one of its unit readings. Otherwise an operator that accepts five units would be five
 * times as likely.
 */
function pickChoice(choices: readonly Choice[], chance: Random): Choice {
  const word = pick([...new Set(choices.map(({ op }) => op))], chance)
  return pick(
    choices.filter(({ op }) => op === word),
    chance,
  )
}

/** At random, replaces one of two inputs by a number, where a number is allowed in that unit. */
function withNumber(
  op: OperationName,
  reading: Settled,
  inputs: readonly Expression[],
  chance: Random,
): readonly Expression[] {
  if (inputs.length !== 2 || operations[op].overTime) return inputs
  const share = givesBoolean(op) ? threshold : term
  if (chance() >= share) return inputs
  // Usually on the right, as people write it; sometimes on the left, for subtraction and division.
  const side = chance() < 0.8 ? 1 : 0
  if (!unitsOfNumbers.includes(reading.inputs[side])) return inputs
  // With a number as input, an operation may be read in other units and give another unit.
  const kinds = (reading.inputs as readonly Kind[]).with(side, 'number')
  if (kindGiven(op, kinds) !== reading.gives) return inputs
  return inputs.with(side, literal(drawNumber(rangeBeside(op, inputs[1 - side]), chance)))
}
