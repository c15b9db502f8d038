import type { Column } from '../../market/bars.ts'
import { wilderMemory } from './memory.ts'
import { type Operation, type Parameter, periodOf, type Source } from './operation.ts'
import type { Quantity } from './units.ts'

/** Functions that read several columns of the bars and take only numeric parameters. */
export const ofBars = {
  atr: over('price', [periodOf(1, 150, wilderMemory)], 1, "average true range, Wilder's", (source, [n]) => {
    const { high, low, close } = source.bars
    return source.indicators.atr(high, low, close, n)
  }),
  rollingVwap: over('price', [periodOf(1, 500)], -1, 'volume-weighted average of typical prices', (source, [n]) => {
    const { high, low, close, volume } = source.bars
    return source.indicators.vwap(high, low, close, volume, n)
  }),
  stochasticK: over(
    'points',
    [periodOf(2, 500), periodOf(1, 50, 1, 'slowing')],
    -2,
    'where the close lies between lowest low and highest high, averaged',
    (source, [n, slowing]) => {
      const { high, low, close } = source.bars
      // K does not depend on `signal`. A fixed value lets all callers share one memo entry.
      return source.indicators.stochastic(high, low, close, n, slowing, 1).k
    },
  ),
  stochasticD: over(
    'points',
    [periodOf(2, 500), periodOf(1, 50, 1, 'slowing'), periodOf(1, 50, 1, 'signal')],
    -3,
    'mean of stochasticK over signal bars',
    (source, [n, slowing, signal]) => {
      const { high, low, close } = source.bars
      return source.indicators.stochastic(high, low, close, n, slowing, signal).d
    },
  ),
} as const satisfies Record<string, Operation>

function over(
  gives: Quantity,
  parameters: readonly Parameter[],
  extra: number,
  says: string,
  compute: (source: Source, parameters: readonly number[]) => Column,
): Operation {
  return {
    form: 'function',
    inputs: [],
    parameters,
    signatures: [{ inputs: [], gives }],
    extra,
    ...(gives === 'points' && { range: [0, 100] as const }),
    says,
    compute: (source, _, numbers) => compute(source, numbers),
  }
}
