import { describe, expect, test } from 'vitest'
import type { Reason } from '../market/order.ts'
import { afterClose, afterFill, flat, type Holding } from './holding.ts'

const fill = (size: number, price: number, reason: Reason) => ({ size, price, reason })
const long: Holding = { size: 2, entryPrice: 100, acted: 1, barred: 0, bars: 3, extreme: 110, range: 2 }
const short: Holding = { size: -2, entryPrice: 100, acted: -1, barred: 0, bars: 3, extreme: 90, range: 2 }

describe('a fill', () => {
  test('that opens starts counting bars and the best price anew, and keeps the range that it was decided by', () => {
    const opened = { size: 2, entryPrice: 100, acted: 0.5, barred: 0, bars: 0, extreme: 100, range: 1.5 }
    expect(afterFill({ ...flat, barred: -1 }, fill(2, 100, 'enter'), { exposure: 0.5, range: 1.5 }, 3)).toEqual(opened)
  })
  test('that adds moves the entry price to the mean, and keeps the rest', () => {
    // (2 · 100 + 1 · 130) / 3
    expect(afterFill(long, fill(1, 130, 'rebalance'), { exposure: 0.9 }, 3)).toEqual({
      ...long,
      size: 3,
      entryPrice: 110,
      acted: 0.9,
    })
  })
  test('that reduces keeps the entry price', () => {
    expect(afterFill(long, fill(-0.5, 130, 'rebalance'), { exposure: 0.7 }, 3)).toEqual({
      ...long,
      size: 1.5,
      acted: 0.7,
    })
  })
  test('of a halt or a stop that closes only a part leaves the exposure that the seeds were followed in', () => {
    expect(afterFill(long, fill(-0.5, 90, 'stop'), { exposure: 0 }, 3)).toEqual({ ...long, size: 1.5 })
  })
  test('that the seeds signalled closes without barring', () => {
    for (const reason of ['exit', 'rebalance'] as const)
      expect(afterFill(long, fill(-2, 100, reason), { exposure: 0 }, 3)).toEqual(flat)
  })
  test.each(['time', 'stop', 'trailing', 'target', 'halt', 'liquidation'] as const)(
    'of a %s bars the direction that it closed',
    reason => {
      expect(afterFill(long, fill(-2, 100, reason), { exposure: 0 }, 3)).toEqual({ ...flat, barred: 1 })
      expect(afterFill(short, fill(2, 100, reason), { exposure: 0 }, 3)).toEqual({ ...flat, barred: -1 })
    },
  )
})

describe('a close', () => {
  test('counts the bar and remembers the best price of a long: the highest high', () => {
    expect(afterClose(long, { high: 112, low: 80 }, 1)).toEqual({ ...long, bars: 4, extreme: 112 })
    expect(afterClose(long, { high: 109, low: 80 }, 1)).toEqual({ ...long, bars: 4, extreme: 110, range: 2 })
  })
  test('remembers the best price of a short: the lowest low', () => {
    expect(afterClose(short, { high: 120, low: 88 }, -1)).toEqual({ ...short, bars: 4, extreme: 88 })
  })
  test('keeps a direction barred while the seeds go on wanting it, and frees it when they want anything else', () => {
    const barred: Holding = { ...flat, barred: 1 }
    expect(afterClose(barred, { high: 1, low: 1 }, 0.3).barred).toBe(1)
    expect(afterClose(barred, { high: 1, low: 1 }, 0).barred).toBe(0)
    expect(afterClose(barred, { high: 1, low: 1 }, -1).barred).toBe(0)
  })
})
