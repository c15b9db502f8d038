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

/** Shares of draws: that a branch ends as soon as it can, and that one of two sides is a number. */
const ending = 0.4
const threshold = 0.5
const term = 0.25

/**
 * Draws an expression that changes from bar to bar, by Koza's "grow": branches end where chance has it. Shorter than `depth` where the
 * limits ask for it.
 *
 * @param depth levels that it may at most have, an integer ≥ 1
 * @param known optional columns that the market has; no other is read
 * @throws RangeError when nothing of this unit is so small
 * @see Koza, "Genetic Programming" (1992), section 6.2; Montana (1995), "Strongly typed genetic programming", for the units
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

/** One of the words first, then one of its readings: a sign that any two units share is not five times as likely. */
function pickChoice(choices: readonly Choice[], chance: Random): Choice {
  const word = pick([...new Set(choices.map(({ op }) => op))], chance)
  return pick(
    choices.filter(({ op }) => op === word),
    chance,
  )
}

/** With chance one of two sides becomes a number, where a number can be read in its unit. */
function withNumber(
  op: OperationName,
  reading: Settled,
  inputs: readonly Expression[],
  chance: Random,
): readonly Expression[] {
  if (inputs.length !== 2 || operations[op].overTime) return inputs
  const share = givesBoolean(op) ? threshold : term
  if (chance() >= share) return inputs
  // On the right, where people write it, but for what is taken from a number or divides one.
  const side = chance() < 0.8 ? 1 : 0
  if (!unitsOfNumbers.includes(reading.inputs[side])) return inputs
  // A number beside a quantity may be read in another unit than what stood there, and give another.
  const kinds = (reading.inputs as readonly Kind[]).with(side, 'number')
  if (kindGiven(op, kinds) !== reading.gives) return inputs
  return inputs.with(side, literal(drawNumber(rangeBeside(op, inputs[1 - side]), chance)))
}
