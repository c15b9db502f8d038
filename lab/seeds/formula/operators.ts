import { side } from '../side.ts'
import type { Operation } from './operation.ts'
import { pointwise, pointwise2 } from './pointwise.ts'
import type { Signature } from './units.ts'

type Two = (x: number, y: number) => number

const same: Signature = { inputs: ['x', 'x'], gives: 'x' }
const comparison: Signature = { inputs: ['x', 'x'], gives: 'boolean' }
const junction: Signature = { inputs: ['boolean', 'boolean'], gives: 'boolean' }

/**
 * Operators written with a sign. Booleans have three values, as in SQL (Kleene's strong logic): a comparison with an
 * unknown value is unknown, and so is its negation. Only the value of a whole formula turns unknown into false, so that
 * `not` never trades on missing data.
 */
export const operators = {
  or: infix(1, [junction], 'where either is true', (x, y) => (x === 1 || y === 1 ? 1 : x + y)),
  and: infix(2, [junction], 'where both are true', (x, y) => (x === 0 || y === 0 ? 0 : x * y)),
  not: prefix('not', 3, { inputs: ['boolean'], gives: 'boolean' }, 'where it is false', x => 1 - x),
  '<': infix(
    4,
    [comparison],
    'below',
    compared(side => side < 0),
  ),
  '<=': infix(
    4,
    [comparison],
    'at or below',
    compared(side => side <= 0),
  ),
  '>': infix(
    4,
    [comparison],
    'above',
    compared(side => side > 0),
  ),
  '>=': infix(
    4,
    [comparison],
    'at or above',
    compared(side => side >= 0),
  ),
  '+': infix(5, [same], 'sum', (x, y) => x + y),
  '-': infix(5, [same], 'difference', (x, y) => x - y),
  '*': infix(
    6,
    [
      { inputs: ['ratio', 'x'], gives: 'x' },
      { inputs: ['x', 'ratio'], gives: 'x' },
    ],
    'product',
    (x, y) => x * y,
  ),
  '/': infix(
    6,
    [
      // The order matters: points divided by a bare number stay points, just as a price does.
      { inputs: ['x', 'ratio'], gives: 'x' },
      { inputs: ['x', 'x'], gives: 'ratio' },
    ],
    'quotient; unknown where the divisor is 0',
    (x, y) => x / y,
  ),
  negate: prefix('-', 7, { inputs: ['x'], gives: 'x' }, 'the opposite number', x => -x),
} as const satisfies Record<string, Operation>

/** Values that differ only by rounding count as equal: see `side`. */
function compared(holds: (side: number) => boolean): Two {
  return (x, y) => (Number.isNaN(x) || Number.isNaN(y) ? Number.NaN : Number(holds(side(x, y))))
}

function infix(binds: number, signatures: readonly Signature[], says: string, of: Two): Operation {
  return {
    form: 'infix',
    binds,
    inputs: ['a', 'b'],
    parameters: [],
    signatures,
    extra: 0,
    at: of,
    says,
    compute: (_, [a, b]) => pointwise2(a, b, of),
  }
}

function prefix(
  symbol: string,
  binds: number,
  signature: Signature,
  says: string,
  of: (x: number) => number,
): Operation {
  return {
    form: 'prefix',
    symbol,
    binds,
    inputs: ['a'],
    parameters: [],
    signatures: [signature],
    extra: 0,
    at: of,
    says,
    compute: (_, [a]) => pointwise(a, of),
  }
}
