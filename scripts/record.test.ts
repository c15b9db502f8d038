import type { ChildProcess } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { wallClock } from '../lab/clock.ts'
import { openLake } from '../lab/data/lake/lake.ts'
import { readRows } from '../lab/data/lake/rows.ts'
import { differences } from '../lab/data/record/testing/compare.ts'
import { startVenue, type TestVenue } from '../lab/data/record/testing/venue.ts'
import { type EpochMs, minute, second } from '../lab/market/units.ts'
import { kill, run } from '../lab/testing/script.ts'

const folder = mkdtempSync(join(tmpdir(), 'seedbed-record-'))
const began = wallClock()
let venue: TestVenue
let url: string

beforeAll(async () => {
  const [from, to] = [began - 30 * minute, began + 10 * minute] as EpochMs[]
  const listed = Array.from({ length: 400 }, (_, i) => `COIN${i}`)
  venue = await startVenue({ pace: { BTC: 100, ETH: 300 }, from, to, seed: 3, clock: wallClock, listed })
  url = venue.server.infoUrl.replace('/info', '')
})
afterAll(async () => {
  await venue.close()
  rmSync(folder, { recursive: true, force: true })
})

const linesOf = (out: string) =>
  out
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line))

/** Calls `act` a number of ms after the recorder has printed that it records. */
const whenRecording = (ms: number, act: (child: ChildProcess) => void) => (child: ChildProcess) => {
  let out = ''
  child.stdout?.on('data', chunk => {
    const before = out.includes('"started"')
    out += chunk
    if (!before && out.includes('"started"')) setTimeout(act, ms, child)
  })
}
const interrupt = (child: ChildProcess) => child.kill('SIGINT')

describe('recording a venue from the command line', { timeout: 600_000 }, () => {
  const lake = join(folder, 'lake')
  const args = [
    '--symbols',
    'BTC,ETH',
    '--url',
    '',
    '--lake',
    lake,
    '--backfill',
    '20',
    '--intervals',
    '1s,1m',
    '--json',
  ]
  const record = (ms: number, act: (child: ChildProcess) => void) => {
    args[3] = url
    return run('record', [...args, '--every', '1', '--books', '1', '--no-funding'], whenRecording(ms, act))
  }

  test('ends at Ctrl-C, continues after a kill, and holds every trade or a recorded gap', async () => {
    const first = await record(4_000, interrupt)
    expect(first.code).toBe(0)
    expect(first.err.trim()).toBe('stopping: saving the last rows')
    const lines = linesOf(first.out)
    expect(lines[0]).toMatchObject({ type: 'started', symbols: 2, lake })
    expect(lines.every(line => line.at === new Date(line.at).toISOString())).toBe(true)
    const { type, written, waiting, messages } = lines.at(-1)
    expect({ type, waiting }).toEqual({ type: 'summary', waiting: 0 })
    expect(written.trades).toBeGreaterThan(20)
    expect(written.books).toBeGreaterThan(4)
    expect(messages).toBeGreaterThan(50)

    expect((await record(3_000, kill)).code).toBe(null)
    expect((await record(4_000, interrupt)).code).toBe(0)

    const opened = await openLake(lake)
    const trades = await readRows(opened, 'trades', { symbol: 'BTC' })
    expect(trades.length).toBeGreaterThan(100)
    expect((await readRows(opened, 'candles', { symbol: 'ETH', interval: minute })).length).toBeGreaterThan(15)
    expect((await readRows(opened, 'books')).length).toBeGreaterThan(10)
    const { found, compared } = await differences(opened, venue, [second, minute], {
      from: trades[0].t,
      // The last seconds are still open when a recording ends.
      to: (trades.at(-1)?.t as number) - 5 * second,
      isSound: true,
    })
    expect(found).toEqual([])
    expect(compared).toBeGreaterThan(100)
    opened.close()
  })

  test.each([
    [['--symbols', 'BTC,DOGGO'], '--symbols: expected listed perpetuals, found DOGGO'],
    [['--symbols', 'all'], 'expected at most 1000 subscriptions'],
    [['--intervals', '1m,3m,5m'], 'expected each to be a greater multiple of the one before, found 3m and 5m'],
    [['--intervals', '10m'], 'expected an interval of Hyperliquid'],
    [['--intervals', '7s'], 'expected parts of a minute, found 7s'],
    [['--intervals', '1m,1m'], 'greater multiple of the one before, found 1m and 1m'],
    [['--intervals', 'soon'], '--intervals: "soon" is not an interval'],
    [['--account', '0x12'], 'account: expected 0x and 40 hexadecimal digits, found "0x12"'],
    [['--every', '0'], '--every: expected a whole number of at least 1'],
    [['--books', 'often'], '--books: expected a whole number'],
  ])('%j is refused in one line, and leaves nothing', async (changes, line) => {
    const nowhere = join(folder, 'nowhere')
    const { code, out, err } = await run('record', ['--symbols', 'BTC', '--url', url, '--lake', nowhere, ...changes])
    expect(err).toContain(line)
    expect(err.trimEnd().split('\n')).toHaveLength(1)
    expect({ code, out, isMade: existsSync(nowhere) }).toEqual({ code: 1, out: '', isMade: false })
  })

  test.each([['--url', 'http://127.0.0.1:1'], ['--testnet']])('%s needs a lake of its own', async (...args) => {
    const { code, out, err } = await run('record', ['--symbols', 'BTC', ...args])
    expect(err).toContain('--lake: expected a lake of its own')
    expect(err.trimEnd().split('\n')).toHaveLength(1)
    expect({ code, out }).toEqual({ code: 1, out: '' })
  })
})
