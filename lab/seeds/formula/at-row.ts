import type { Column } from '../../market/bars.ts'
import { side } from '../side.ts'
import type { Operation } from './operation.ts'
import { pointwise, pointwise2 } from './pointwise.ts'

/** Functions of the values at the current bar, and at the previous bar for crossings. */
export const atRow = {
  abs: {
    form: 'function',
    inputs: ['x'],
    parameters: [],
    signatures: [{ inputs: ['x'], gives: 'x' }],
    extra: 0,
    at: Math.abs,
    says: 'size without sign',
    compute: (_, [x]) => pointwise(x, Math.abs),
  },
  min: { ...ofTwo('x', 'the smaller', (a, b) => pointwise2(a, b, Math.min)), at: Math.min },
  max: { ...ofTwo('x', 'the larger', (a, b) => pointwise2(a, b, Math.max)), at: Math.max },

  crosses: ofTwo('boolean', 'a was at or below b at the bar before and is above now', (a, b) => crossing(a, b)),
  crossesBelow: ofTwo('boolean', 'a was at or above b at the bar before and is below now', (a, b) => crossing(b, a)),
} as const satisfies Record<string, Operation>

function ofTwo(gives: 'x' | 'boolean', says: string, compute: (a: Column, b: Column) => Column): Operation {
  return {
    form: 'function',
    inputs: ['a', 'b'],
    parameters: [],
    signatures: [{ inputs: ['x', 'x'], gives }],
    extra: gives === 'boolean' ? 1 : 0,
    says,
    compute: (_, [a, b]) => compute(a, b),
  }
}

/** 1 where `a` rises from at or below `b` to above it, else 0; NaN where a value of either bar is unknown. */
function crossing(a: Column, b: Column): Float64Array {
  const out = new Float64Array(a.length).fill(Number.NaN)
  for (let i = 1; i < out.length; i++) {
    if (Number.isNaN(a[i - 1] + b[i - 1] + a[i] + b[i])) continue
    out[i] = side(a[i - 1], b[i - 1]) <= 0 && side(a[i], b[i]) > 0 ? 1 : 0
  }
  return out
}
