import type { CandleRow } from '../../../market/records.ts'
import { minute, second } from '../../../market/units.ts'
import { newYear } from '../../testing/lake.ts'
import { type BarBuilder, createBarBuilder } from '../builder.ts'
import type { BarBuilderOptions, LateTrade, PartialBar } from '../options.ts'
import type { Tick } from './trade.ts'

/** A builder of bars of 1 s and 1 min, with lists of everything it emits. */
export function recordingBuilder(changes: Partial<BarBuilderOptions> = {}) {
  const bars: CandleRow[] = []
  const parts: PartialBar[] = []
  const late: LateTrade[] = []
  const builder = createBarBuilder({
    ...{ venue: 'test', symbol: 'BTC', intervals: [second, minute], from: newYear as CandleRow['t'], lateness: 0 },
    empty: 'skip',
    onBar: bar => bars.push(bar),
    onPartial: part => parts.push(part),
    onLate: trade => late.push(trade),
    ...changes,
  })
  return { builder, bars, parts, late, of: (interval: number) => bars.filter(bar => bar.interval === interval) }
}

/** Adds the trades in the order given and ends the builder. */
export function feed(builder: BarBuilder, ticks: readonly Tick[]): void {
  for (const { t, price, size, sequence } of ticks) builder.add(t, price, size, sequence)
  builder.flush()
}
