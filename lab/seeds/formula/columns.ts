import type { Operation } from './operation.ts'
import type { Quantity } from './units.ts'

/**
 * Operations that read a column of the bars, each under the name of its column. An optional column that a market lacks
 * is NaN throughout.
 */
export const columns = {
  open: column('open', 'price', 'first price of the bar'),
  high: column('high', 'price', 'highest price of the bar'),
  low: column('low', 'price', 'lowest price of the bar'),
  close: column('close', 'price', 'last price of the bar'),
  volume: column('volume', 'volume', 'base units traded in the bar'),
  vwap: column('vwap', 'price', 'mean price of what was traded in the bar (optional column)'),
  funding: column('funding', 'rate', 'funding per hour that longs pay shorts (optional column)', [-0.0001, 0.0001]),
  sentiment: column('sentiment', 'points', 'market sentiment, 0 fear to 100 greed (optional column)', [0, 100]),
} as const satisfies Record<string, Operation>

type Named = 'open' | 'high' | 'low' | 'close' | 'volume' | 'vwap' | 'funding' | 'sentiment'

function column(name: Named, gives: Quantity, says: string, range?: Operation['range']): Operation {
  return {
    form: 'column',
    inputs: [],
    parameters: [],
    signatures: [{ inputs: [], gives }],
    extra: 0,
    ...(range && { range }),
    says,
    compute: ({ bars }) => bars[name] ?? new Float64Array(bars.close.length).fill(Number.NaN),
  }
}
