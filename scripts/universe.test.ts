import { join } from 'node:path'
import { expect, test } from 'vitest'
import { inFolder, snapshot } from '../lab/data/testing/lake.ts'
import { bars } from '../lab/data/universe/testing/assets.ts'
import { between } from '../lab/market/bars.ts'
import { day } from '../lab/market/units.ts'
import { run } from '../lab/testing/script.ts'
import { writeToLake } from '../lab/testing/small-lake.ts'

const from = Date.UTC(2024, 0, 1)
const to = Date.UTC(2024, 4, 1)
const march = Date.UTC(2024, 2, 1)
const all = ['BTC', 'ETH', 'SOL'].map(symbol => bars(symbol, { from, to }))
const market = [...all, bars('DOT', { from, to, usd: 1e5 }), between(bars('ARB', { from, to }), 0, march + 10 * day)]

test('a table of the chosen assets, a reason for every other, and labels of estimated values', async () => {
  await inFolder(async lake => {
    await writeToLake(lake, market)
    const { code, out, err } = await run('universe', ['--venue', 'test', '--lake', lake])
    expect({ code, err }).toEqual({ code: 0, err: 'reading the market …\n' })
    expect(out).toMatch(/^2024-05-01 00:00 UTC: 3 chosen, 2 excluded/)
    expect(out).toMatch(/^ ?# +symbol +composite .*volume, M USD\/day +σ, %\/day +spread, bps/m)
    for (const symbol of ['BTC', 'ETH', 'SOL']) expect(out).toMatch(new RegExp(`^\\d +${symbol} .* unknown +\\d`, 'm'))
    expect(out).toContain('spread by "estimated", 3 of 3: from highs and lows')
    expect(out).toContain('depth unknown, 3 of 3')
    expect(out).toContain('leverage by "table", 3 of 3: today\'s table of instruments')
    expect(out).toContain('\nARB: time without a traded bar 51.0 days, required at most 1.0 days\n')
    expect(out).toMatch(
      /\nDOT: median daily volume of 30 days 2\.\d\d million USD, required at least 5\.00 million USD\n$/,
    )
  })
})

test('a history lists the chosen assets by month, and why assets came or left; its JSON has every fact', async () => {
  await inFolder(async lake => {
    await writeToLake(lake, market)
    const args = ['--venue', 'test', '--lake', lake, '--history', '2024-02..2024-05']
    const { code, out } = await run('universe', args)
    expect(code).toBe(0)
    expect(out).toMatch(/^2024-02-01 00:00 +4 +1 /m)
    expect(out).toMatch(/^2024-04-01 00:00 +3 +2 /m)
    expect(out).toContain('2024-04-01 00:00  ARB left: time without a traded bar 21.0 days')
    const told = JSON.parse((await run('universe', [...args, '--json', '--size', '2'])).out)
    expect(told.map(({ at }: { at: number }) => at)).toEqual([Date.UTC(2024, 1, 1), march, Date.UTC(2024, 3, 1)])
    expect(told[0].chosen).toHaveLength(2)
    expect(told[0].chosen[0]).toMatchObject({ rank: 1, facts: { book: null, spread: { from: 'estimated' } } })
    expect(told[0].excluded.map(({ rule }: { rule: string }) => rule).sort()).toEqual(['rank', 'rank', 'volume'])
  })
})

test.each([
  [['--venue', 'x'], 'no x candles of 1h in the lake'],
  [['--venue', 'x', '--at', 'now'], '--at: "now" is not a UTC time'],
  [['--venue', 'x', '--history', '2024-01'], '--history: expected FROM..TO, found "2024-01"'],
  [['--venue', 'x', '--history', '2024-02..2024-01'], '--history: expected an end after the beginning'],
  [['--venue', 'x', '--history', '2024-01..2024-03', '--at', '2024-01'], 'expected --at or --history, found both'],
  [['--venue', 'x', '--size', '0'], '--size: expected a whole number of at least 1'],
  [[], "required option '--venue <name>' not specified"],
])('universe %j is answered by one line and exit code 1', async (args, line) => {
  await inFolder(async folder => {
    const { code, out, err } = await run('universe', [...args, '--lake', join(folder, 'lake')])
    expect(err).toContain(line)
    expect(err.trimEnd().split('\n')).toHaveLength(1)
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(snapshot(folder)).toEqual({})
  })
})
