import { expect, test } from 'vitest'
import { type EpochMs, minute } from '../../market/units.ts'
import { createAudit } from './audit.ts'

const start = Date.UTC(2026, 2, 14, 10)
const at = (minutes: number) => (start + minute * minutes) as EpochMs
const candle = (minutes: number, trades: number, volume = trades) => ({
  ...{ symbol: 'BTC', interval: minute, t: at(minutes), end: at(minutes + 1), trades, volume },
  ...{ open: 1, high: 1, low: 1, close: 1 },
})

function auditing(since: number) {
  const doubts: number[] = []
  const audit = createAudit((_, t) => void doubts.push((t - start) / minute))
  const count = audit.of('BTC')
  audit.since('BTC', at(since))
  return { audit, count, doubts }
}

test('a minute is judged once, by trades and volume, when the venue sends a later one', () => {
  const { audit, count, doubts } = auditing(0)
  for (const t of [0.1, 0.5, 1.2, 2.5, 3.1]) count(at(t), 1)
  audit.venueCandle(candle(0, 1))
  audit.venueCandle(candle(0, 2))
  audit.venueCandle(candle(1, 2))
  expect(doubts).toEqual([])
  audit.venueCandle(candle(2, 1, 1.5))
  expect(doubts).toEqual([1])
  audit.venueCandle(candle(1, 1))
  audit.venueCandle(candle(3, 1))
  expect(doubts).toEqual([1, 2])
  expect(audit.count('BTC', at(0))).toEqual({ trades: 2, volume: 2 })
})

test('a partly received minute is not judged', () => {
  const { audit, count, doubts } = auditing(0.5)
  count(at(0.7), 1)
  count(at(1.7), 1)
  audit.venueCandle(candle(0, 9))
  audit.venueCandle(candle(1, 1))
  audit.venueCandle(candle(2, 1))
  expect(doubts).toEqual([])
})

test('minutes without a candle of the venue are doubts in the end', () => {
  const { count, doubts } = auditing(0)
  for (let t = 0; t < 10; t++) count(at(t), 1)
  expect(doubts).toEqual([0, 1, 2, 3])
})

test('a minute without received trades is a doubt when the venue counts trades', () => {
  const { audit, doubts } = auditing(0)
  audit.venueCandle(candle(0, 3))
  audit.venueCandle(candle(1, 0))
  audit.venueCandle(candle(2, 0))
  expect(doubts).toEqual([0])
})

test('only the newest minutes are kept in memory, also without candles of the venue', () => {
  const { audit, count } = auditing(0)
  for (let t = 0; t < 5_000; t++) count(at(t), 1)
  expect(audit.count('BTC', at(4_900)).trades).toBe(0)
  expect(audit.count('BTC', at(4_990)).trades).toBe(1)
})
