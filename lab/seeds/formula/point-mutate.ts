import type { OptionalColumn } from '../../market/bars.ts'
import type { Random } from '../../random.ts'
import { attempts } from './attempts.ts'
import { pick } from './chance.ts'
import { clamped, drawParameter, jitterNumber, jitterParameter, rangeBeside } from './draw-number.ts'
import { type Applied, apply, type Expression, type Literal, literal, same } from './expression.ts'
import { kindOf, reading } from './kind.ts'
import { fits } from './limits.ts'
import { type OperationName, operationNames, operations, readingsOf } from './operations.ts'
import { replaced, type Site, sitesOf } from './site.ts'
import type { Kind, Settled, Unit } from './units.ts'
import { isKnown } from './vocabulary.ts'

/** Share of mutations of an operation with parameters that change a parameter and keep the operation. */
const jitter = 0.6

/**
 * Mutation that changes one node and keeps the shape of the tree. It changes a number or a period, or replaces an
 * operation, indicator or column by another with the same units.
 *
 * @param known optional columns that the market has; the others are not used
 * @returns the parent when a limited number of attempts gave no valid change
 * @see McKay, Willis and Barton (1995), "Using a tree structured genetic algorithm to perform symbolic regression"
 */
export function pointMutate(parent: Expression, chance: Random, known: readonly OptionalColumn[] = []): Expression {
  const sites = sitesOf(parent)
  for (let k = 0; k < attempts; k++) {
    const site = pick(sites, chance)
    const { expression } = site
    const node =
      expression.op === 'number'
        ? otherNumber(expression, site, chance)
        : otherOperation(expression, site.unit, chance, known)
    const child = replaced(parent, site.path, node)
    if (fits(child, sites[0].unit) && !same(child, parent)) return child
  }
  return parent
}

function otherNumber(number: Literal, { parent }: Site, chance: Random): Expression {
  const beside = parent?.inputs.find(input => input !== number) ?? number
  return literal(jitterNumber(number.value, rangeBeside(parent?.op ?? '<', beside), chance))
}

function otherOperation(node: Applied, unit: Unit, chance: Random, known: readonly OptionalColumn[]): Expression {
  const { op, inputs, parameters } = node
  const specs = operations[op].parameters
  if (specs.length > 0 && chance() < jitter) {
    const at = Math.floor(chance() * specs.length)
    return apply(op, inputs, parameters.with(at, jitterParameter(parameters[at], specs[at], chance)))
  }
  const read = reading(op, inputs.map(kindOf) as readonly Kind[], unit)
  const others = operationNames.filter(
    name => name !== op && isKnown(name, known) && readingsOf(name).some(other => read && isSame(read, other)),
  )
  if (others.length === 0) return node
  const name = pick(others, chance)
  return apply(name, inputs, takenOver(name, op, parameters, chance))
}

const isSame = (a: Settled, b: Settled) =>
  a.gives === b.gives && a.inputs.length === b.inputs.length && a.inputs.every((unit, i) => unit === b.inputs[i])

/** Parameters of the new operation: one of the same kind is kept within the new bounds, others are drawn at random. */
const takenOver = (to: OperationName, from: OperationName, values: readonly number[], chance: Random) =>
  operations[to].parameters.map((parameter, i) =>
    operations[from].parameters[i]?.kind === parameter.kind
      ? clamped(values[i], parameter)
      : drawParameter(parameter, chance),
  )
