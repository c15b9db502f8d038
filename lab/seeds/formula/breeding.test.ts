import { describe, expect, test } from 'vitest'
import type { OptionalColumn } from '../../market/bars.ts'
import { stream } from '../../random.ts'
import { pick } from './chance.ts'
import { cross } from './cross.ts'
import { apply, complexity, depthOf, type Expression, inputsOf, same } from './expression.ts'
import { grow } from './grow.ts'
import { hoist } from './hoist.ts'
import { kindOf } from './kind.ts'
import { excesses, fits, limits } from './limits.ts'
import { operationNames, operations } from './operations.ts'
import { pointMutate } from './point-mutate.ts'
import { printFormula } from './print.ts'
import { sitesOf } from './site.ts'
import { subtreeMutate } from './subtree-mutate.ts'
import { formulaOf } from './testing/market.ts'
import { quantities, type Unit } from './units.ts'

const known: readonly OptionalColumn[] = ['funding', 'vwap', 'sentiment']
const units: readonly Unit[] = [...quantities, 'boolean']

const nodes = (expression: Expression): readonly Expression[] => [expression, ...inputsOf(expression).flatMap(nodes)]
const words = (expression: Expression) => new Set(nodes(expression).map(({ op }) => op))

/** Everything that is wrong with an expression. */
const wrongs = (expression: Expression, unit: Unit): readonly string[] => [
  ...(kindOf(expression) === unit ? [] : [`is ${kindOf(expression)}, expected ${unit}`]),
  ...excesses(expression),
  ...nodes(expression).flatMap(node => {
    if (node.op === 'number') return Number.isFinite(node.value) && !Object.is(node.value, -0) ? [] : [`${node.value}`]
    const { inputs, parameters } = operations[node.op]
    const bounded = parameters.every(({ min, max, kind }, i) => {
      const value = node.parameters[i]
      return value >= min && value <= max && (kind === 'real' || Number.isInteger(value))
    })
    const full = node.inputs.length === inputs.length && node.parameters.length === parameters.length
    return bounded && full ? [] : [`${node.op} has ${node.inputs.length} inputs and parameters ${node.parameters}`]
  }),
]

function expectWhole(expression: Expression, unit: Unit): void {
  const found = wrongs(expression, unit)
  if (found.length > 0) expect.fail(`${printFormula(expression)}: ${found.join('; ')}`)
}

/** Formulas of every size, half of them joined to each other as long as the limits allow. */
function population(count: number, name: string): readonly Expression[] {
  const chance = stream(11, name)
  const grown = Array.from({ length: count }, (_, k) => grow('boolean', 2 + (k % 6), chance, known))
  return grown.map((formula, k) =>
    grown.slice(k, k % 2 === 0 ? k : k + 30).reduce((joined, other) => {
      const larger = apply(pick(['and', 'or'], chance), [joined, other])
      return fits(larger, 'boolean') ? larger : joined
    }, formula),
  )
}

describe('growing', () => {
  test('gives what was asked for, in its unit and not deeper', () => {
    const chance = stream(1, 'grow')
    for (let k = 0; k < 2_000; k++) {
      const unit = units[k % units.length]
      const depth = 2 + (k % 7)
      const grown = grow(unit, depth, chance, known)
      expectWhole(grown, unit)
      if (depthOf(grown) > depth) expect.fail(`${printFormula(grown)} is deeper than ${depth}`)
    }
  })
  test('knows every word of the language, and no column that the market lacks', () => {
    const chance = stream(2, 'words')
    const draws = (columns: readonly OptionalColumn[]) =>
      new Set(Array.from({ length: 1_500 }, () => [...words(grow('boolean', 5, chance, columns))]).flat())
    expect([...draws(known)].sort()).toEqual([...operationNames, 'number'].sort())
    expect([...draws([])].sort()).toEqual(
      [...operationNames, 'number'].filter(name => !known.some(column => column === name)).sort(),
    )
  })
  test('refuses what cannot be so small, or cannot be had', () => {
    expect(() => grow('boolean', 1, stream(3))).toThrow('grow: depth is 1, too small for boolean')
    expect(() => grow('rate', 9, stream(3))).toThrow('grow: depth is 9, too small for rate')
  })
  test('is the same for the same chance', () => {
    expect(grow('boolean', 6, stream(5, 'a'))).toEqual(grow('boolean', 6, stream(5, 'a')))
  })
})

describe('every operator', () => {
  const parents = population(400, 'parents')
  const untouched = parents.map(printFormula)
  const chance = stream(7, 'operators')
  const operators = {
    pointMutate: (a: Expression) => [pointMutate(a, chance, known)],
    subtreeMutate: (a: Expression) => [subtreeMutate(a, chance, known)],
    hoist: (a: Expression) => [hoist(a, chance)],
    cross: (a: Expression, k: number) => cross(a, parents[(k * 31 + 1) % parents.length], chance),
  }

  test('is tried on large formulas as well', () => {
    expect(parents.filter(parent => complexity(parent) > limits.nodes / 2).length).toBeGreaterThan(50)
    expect(parents.filter(parent => depthOf(parent) > limits.depth - 3).length).toBeGreaterThan(50)
  })

  test.each(Object.entries(operators))(
    '%s keeps units, bounds and limits, and mostly changes something',
    (_, operator) => {
      let changed = 0
      for (const [k, parent] of [...parents, ...parents].entries()) {
        const text = printFormula(parent)
        const children = operator(parent, k)
        for (const child of children) expectWhole(child, 'boolean')
        if (!same(children[0], parent)) changed++
        expect(printFormula(parent)).toBe(text)
      }
      expect(parents.map(printFormula)).toEqual(untouched)
      expect(changed).toBeGreaterThan(parents.length)
    },
  )
})

test('crossing swaps: together the children have the nodes of the parents', () => {
  const chance = stream(8, 'swap')
  const parents = population(200, 'swap')
  const inventory = (...of: Expression[]) =>
    of
      .flatMap(nodes)
      .map(({ op }) => op)
      .sort()
  for (let k = 0; k + 1 < parents.length; k++) {
    const [a, b] = cross(parents[k], parents[k + 1], chance)
    expect(inventory(a, b)).toEqual(inventory(parents[k], parents[k + 1]))
  }
})

test('point mutation keeps the shape, hoisting makes smaller', () => {
  const chance = stream(9, 'shape')
  const shape = (expression: Expression): string => `(${inputsOf(expression).map(shape).join('')})`
  for (const parent of population(500, 'shape')) {
    const mutated = pointMutate(parent, chance, known)
    expect(shape(mutated)).toBe(shape(parent))
    const hoisted = hoist(parent, chance)
    if (!same(hoisted, parent)) expect(complexity(hoisted)).toBeLessThan(complexity(parent))
  }
})

test('no mutation brings in a column that the market lacks', () => {
  const chance = stream(10, 'lacking')
  const known: readonly OptionalColumn[] = ['sentiment']
  for (let k = 0; k < 1_000; k++) {
    let formula = grow('boolean', 5, chance, known)
    for (let step = 0; step < 4; step++) formula = subtreeMutate(pointMutate(formula, chance, known), chance, known)
    expect(words(formula)).not.toContain('funding')
    expect(words(formula)).not.toContain('vwap')
  }
})

test('a node knows in which unit it is read: bare numbers have taken theirs', () => {
  const formula = formulaOf('rsi(close, 14) < 60 * 1.1 and close > open * 1.02 and funding < 0.0001')
  expect(sitesOf(formula).map(({ expression, unit }) => `${printFormula(expression)}: ${unit}`)).toEqual([
    `${printFormula(formula)}: boolean`,
    'rsi(close, 14) < 60 * 1.1 and close > open * 1.02: boolean',
    'rsi(close, 14) < 60 * 1.1: boolean',
    'rsi(close, 14): points',
    'close: price',
    '60 * 1.1: points',
    '60: ratio',
    '1.1: points',
    'close > open * 1.02: boolean',
    'close: price',
    'open * 1.02: price',
    'open: price',
    '1.02: ratio',
    'funding < 0.0001: boolean',
    'funding: rate',
    '0.0001: rate',
  ])
})
