import { type Applied, apply, type Expression } from './expression.ts'
import { kindOf, reading } from './kind.ts'
import type { Kind, Unit } from './units.ts'

/** A node and its position in the tree. */
export interface Site {
  readonly expression: Expression
  /** The unit in which the parent reads this node; bare numbers take the unit of their context. */
  readonly unit: Unit
  /** Index of the input to follow at each step from the root. */
  readonly path: readonly number[]
  readonly parent?: Applied
}

/**
 * All nodes of an expression, the root first.
 *
 * @throws RangeError when its units contradict each other
 */
export function sitesOf(root: Expression): readonly Site[] {
  const kind = kindOf(root)
  if (kind === undefined)
    throw new RangeError('formula: its units contradict each other, expected one that was parsed or bred')
  const unit = kind === 'number' ? 'ratio' : kind
  const found: Site[] = []
  const visit = (site: Site) => {
    found.push(site)
    const { expression, path, unit } = site
    if (expression.op === 'number') return
    const kinds = expression.inputs.map(kindOf) as readonly Kind[]
    const read = reading(expression.op, kinds, unit)
    expression.inputs.forEach((input, i) => {
      visit({ expression: input, unit: read?.inputs[i] ?? unit, path: [...path, i], parent: expression })
    })
  }
  visit({ expression: root, unit, path: [] })
  return found
}

/** The expression with the node at this path replaced. */
export function replaced(root: Expression, path: readonly number[], node: Expression): Expression {
  const [step, ...rest] = path
  if (step === undefined || root.op === 'number') return node
  return apply(root.op, root.inputs.with(step, replaced(root.inputs[step], rest, node)), root.parameters)
}
