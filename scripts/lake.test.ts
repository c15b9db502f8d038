import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { append, hotSegments } from '../lab/data/lake/hot.ts'
import { type Lake, openLake } from '../lab/data/lake/lake.ts'
import { trade } from '../lab/data/lake/testing/rows.ts'
import { writeBars } from '../lab/data/lake/write.ts'
import { snapshot, walk } from '../lab/data/testing/lake.ts'
import { hour } from '../lab/market/units.ts'
import { run } from '../lab/testing/script.ts'

const folder = mkdtempSync(join(tmpdir(), 'seedbed-lake-'))
let lake: Lake

beforeAll(async () => {
  lake = await openLake(join(folder, 'lake'))
  await writeBars(lake, [walk('BTC', 50), walk('ETH', 2_000, { synthetic: true })])
  for (const id of [1, 2, 3]) await append(lake, 'trades', [trade(id)])
})
afterAll(() => {
  lake.close()
  rmSync(folder, { recursive: true })
})

const ask = (command: string, ...args: readonly string[]) => run('lake', [command, ...args, '--lake', lake.root])

async function answer(command: string, ...args: readonly string[]): Promise<string> {
  const { code, out, err } = await ask(command, ...args)
  // Progress goes to stderr, so that piped output holds results only.
  expect({ code, err: err.replaceAll('compact …\n', '') }).toEqual({ code: 0, err: '' })
  return out
}
const json = async (command: string, ...args: readonly string[]) =>
  JSON.parse(await answer(command, ...args, '--json')) as unknown

test('show lists every series and counts the files that are not merged', async () => {
  const lines = (await answer('show')).trimEnd().split('\n')
  expect(lines.map(line => line.split(/ {2,}/).map(cell => cell.trim()))).toEqual([
    ['table', 'venue', 'symbol', 'interval', 'rows', 'first (UTC)', 'last (UTC)'],
    expect.anything(),
    ['candles', 'test', 'BTC', '1h', '50', '2025-01-01 00:00', '2025-01-03 01:00'],
    ['candles', 'test (synthetic)', 'ETH', '1h', '2,000', '2025-01-01 00:00', '2025-03-25 07:00'],
    ['trades', 'hyperliquid', 'BTC', '3', '2026-01-31 23:50', '2026-01-31 23:50'],
    ['3 small files of recent rows are not merged yet: npx tsx scripts/lake.ts compact'],
  ])
  expect(await json('show', '--table', 'candles')).toMatchObject([
    { table: 'candles', venue: 'test', symbol: 'BTC', interval: hour, synthetic: false, rows: 50 },
    { table: 'candles', symbol: 'ETH', synthetic: true, rows: 2_000 },
  ])
})

test('sql answers in a table, or in JSON', async () => {
  const query = 'select symbol, count(*) as n, min(time) as first, null as nothing from candles group by 1 order by 1'
  expect(await answer('sql', query)).toContain('BTC       50  2025-01-01T00:00:00.000Z')
  expect(await json('sql', query)).toEqual([
    { symbol: 'BTC', n: 50, first: '2025-01-01T00:00:00.000Z', nothing: null },
    { symbol: 'ETH', n: 2_000, first: '2025-01-01T00:00:00.000Z', nothing: null },
  ])
  expect(await answer('sql', 'select 1 from fills')).toBe('no rows\n')
  expect(await json('sql', 'select 1 from fills')).toEqual([])
})

test('a fingerprint is the same hash as text and as JSON, and differs for another range', async () => {
  const hash = (await answer('fingerprint', '--symbol', 'BTC')).trimEnd()
  expect(hash).toMatch(/^[0-9a-f]{64}$/)
  expect(await json('fingerprint', '--symbol', 'BTC', '--interval', '1h')).toEqual({ fingerprint: hash })
  expect(await json('fingerprint', '--symbol', 'BTC', '--from', '2025-01-02')).not.toEqual({ fingerprint: hash })
})

test('compact merges small files once and then has nothing to do', async () => {
  expect(await answer('compact', '--table', 'fills')).toBe('nothing to do: all rows are in the large files\n')
  expect(await json('compact', '--table', 'trades')).toEqual([
    { table: 'trades', segments: 3, added: 3, replaced: 0, unchanged: 0 },
  ])
  expect(await hotSegments(lake.root, 'trades')).toEqual([])
  await append(lake, 'trades', [trade(3), trade(4)])
  expect(await answer('compact')).toBe('trades: 1 small files merged: 1 rows added, 0 replaced, 1 unchanged\n')
})

test('retain lists the files that it deletes; with --dry it only lists them', async () => {
  const sweeps = await openLake(lake.root)
  sweeps.close()
  const before = snapshot(lake.root)
  const which = ['--table', 'candles', '--symbol', 'ETH', '--days', '1']
  expect(await answer('retain', ...which, '--dry')).toMatch(
    /^3 files, 2,000 rows before \d{4}-\d\d-\d\d \d\d:\d\d would be dropped; nothing is kept\n$/,
  )
  expect(snapshot(lake.root)).toEqual(before)
  expect(await json('retain', ...which)).toMatchObject({ files: 3, rows: 2_000 })
  expect(await json('sql', 'select distinct symbol from candles')).toEqual([{ symbol: 'BTC' }])
})

test.each([
  ['sql', ['select nonsense from candles'], 'Binder Error: Referenced column "nonsense" not found'],
  ['sql', ['selct 1'], 'Parser Error: syntax error at or near "selct"'],
  ['sql', ['select 1 from orders'], 'Table with name orders does not exist'],
  ['show', ['--table', 'orders'], "argument 'orders' is invalid. Allowed choices are candles, trades"],
  ['retain', ['--table', 'trades'], "required option '--days <n>' not specified"],
  ['retain', ['--days', '3'], "required option '--table <name>' not specified"],
  ['retain', ['--table', 'trades', '--days', '0'], '--days: expected a whole number of at least 1'],
  [
    'retain',
    ['--table', 'trades', '--days', '1', '--interval', '1h'],
    'interval: expected none, because trades has no intervals',
  ],
  ['fingerprint', ['--from', 'yesterday'], '--from: "yesterday" is not a UTC time'],
  ['fingerprint', ['--interval', '1 hour'], '--interval: '],
  ['vacuum', [], "unknown command 'vacuum'"],
])('%s %j is answered by one line and exit code 1, and changes nothing', async (command, args, line) => {
  const before = snapshot(lake.root)
  const { code, out, err } = await ask(command, ...args)
  expect(err).toContain(line)
  expect(err.trimEnd().split('\n')).toHaveLength(1)
  expect({ code, out }).toEqual({ code: 1, out: '' })
  expect(snapshot(lake.root)).toEqual(before)
})

test('without a command it lists the commands and fails', async () => {
  const { code, out, err } = await run('lake', [])
  for (const command of ['show', 'compact', 'retain', 'fingerprint', 'sql']) expect(err).toContain(`  ${command} `)
  expect({ code, out }).toEqual({ code: 1, out: '' })
})
