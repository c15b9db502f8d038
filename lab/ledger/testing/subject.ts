import { day, epochMs } from '../../market/units.ts'
import type { Subject } from '../subject.ts'

const start = Date.UTC(2023, 0, 1)

/** A subject of real hourly bars. @param from first day, counted from 2023-01-01 @param to end day */
export const subjectOn = (symbols: readonly string[], from = 0, to = 300, changes: Partial<Subject> = {}): Subject => {
  const segment = { from: epochMs(start + from * day), to: epochMs(start + to * day) }
  const data = symbols.map(symbol => ({
    ...{ venue: 'binance', symbol, ...segment, bars: 24 * (to - from) },
    fingerprint: `${symbol} ${from} ${to}`,
  }))
  return { synthetic: false, interval: 3_600_000, data, segment, ...changes }
}
