import { expect, test } from 'vitest'
import { append } from '../lab/data/lake/hot.ts'
import { writeBars } from '../lab/data/lake/write.ts'
import { newYear, walk, withLake } from '../lab/data/testing/lake.ts'
import { type EpochMs, hour } from '../lab/market/units.ts'
import { run } from '../lab/testing/script.ts'

test('the report has the recorded gaps of the lake, the flaws of its candles, and series that end early', async () => {
  await withLake(async lake => {
    await writeBars(lake, [walk('BTC', 50), walk('ETH', 48)])
    const gap = { venue: 'test', symbol: 'BTC', t: newYear as EpochMs, to: (newYear + hour) as EpochMs, reason: 'down' }
    await append(lake, 'gaps', [
      { ...gap, stream: 'candles 1h' },
      { ...gap, stream: 'trades' },
    ])
    const { code, out } = await run('quality', ['--lake', lake.root])
    expect(code).toBe(0)
    expect(out).toContain('\nETH: ends 2 bars before the newest of test 1h\n')
    expect(out).toContain(
      '\ntest BTC candles 1h: 1 on record as missing\n  2025-01-01 00:00 until 2025-01-01 01:00: down\ntest BTC trades: 1 on',
    )
    const told = JSON.parse((await run('quality', ['--lake', lake.root, '--json'])).out)
    const recordedGaps = [{ from: gap.t, to: gap.to, reason: 'down' }]
    expect(told).toMatchObject([
      { symbol: 'BTC', rows: 50, behind: 0, recordedGaps },
      { symbol: 'ETH', rows: 48, behind: 2, recordedGaps: [] },
      { symbol: 'BTC', stream: 'trades', recordedGaps },
    ])
    const only = JSON.parse((await run('quality', ['--lake', lake.root, '--json', '--symbol', 'ETH'])).out)
    expect(only).toMatchObject([{ symbol: 'ETH', behind: 2, recordedGaps: [] }])
  })
})
