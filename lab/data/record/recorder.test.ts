import { describe, expect, test } from 'vitest'
import { minute } from '../../market/units.ts'
import { everyFault, leave, recorded } from './testing/chaos.ts'

describe('a recording', { timeout: 600_000 }, () => {
  test('of an undisturbed stream equals the market to the last trade, with its history before the first message', async () => {
    const { found, excused, compared, gaps } = await recorded({ length: 4 * minute, isOnce: true }, leave)
    expect(found).toEqual([])
    expect(excused).toBe(0)
    // The hour has not ended yet. A busy machine may miss a book, because 10 s of the market pass in a quarter of a
    // second.
    expect(gaps.filter(({ stream }) => stream !== 'candles 1h' && stream !== 'books')).toEqual([])
    expect(compared).toBeGreaterThan(1_500)
  })

  test('of a stream with every fault differs from the market only inside recorded gaps', async () => {
    const { found, excused, compared, counters } = await recorded({ length: 6 * minute, seed: 11 }, everyFault(11))
    expect(found).toEqual([])
    expect(compared).toBeGreaterThan(2_500)
    expect(counters.doubts + counters.gaps).toBeGreaterThan(0)
    // Gaps are the exception even here.
    expect(excused).toBeLessThan(compared / 3)
  })
})
