import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fromArrow } from 'arquero'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Lake, openLake } from '../data/lake/lake.ts'
import { writeBars } from '../data/lake/write.ts'
import { syntheticMarket } from '../data/synthetic/market.ts'
import { openLedger } from '../ledger/ledger.ts'
import { trialOf } from '../ledger/trial.ts'
import { epochMs, hour } from '../market/units.ts'
import { subjectOf } from '../runs/record-trials.ts'
import { runsIn } from './runs.ts'
import { mostRows, type Part, tablesOf } from './tables.ts'
import { finishRun, generation, plan, scored } from './testing/finished-run.ts'

const root = mkdtempSync(join(tmpdir(), 'seedbed-explore-tables-'))
const market = syntheticMarket({ seed: 3, symbols: ['SYN-A', 'SYN-B'], bars: 50 })
const [{ openTime }] = market
const ledger = openLedger(join(root, 'ledger'))
let lake: Lake

beforeAll(async () => {
  lake = await openLake(join(root, 'lake'))
  await writeBars(lake, market)
  await finishRun(join(root, 'runs', 'first'), [
    generation(0, [scored(1), scored(2)]),
    generation(1, [scored(3), scored(4), scored(5)]),
  ])
  const daily = Float64Array.of(0.01, -0.02, 0.03)
  await ledger.record('first', subjectOf(plan), [trialOf('ema-cross', 1, daily), trialOf('rsi', 2, daily)])
})
afterAll(async () => {
  await ledger.close()
  lake.close()
  rmSync(root, { recursive: true })
})

const tables = () => tablesOf(lake, runsIn(join(root, 'runs')), ledger)

async function read(name: string, part: Partial<Part> = {}) {
  const bytes = await tables().read(name, { most: mostRows, ...part })
  if (!bytes) throw new Error(`there is no table ${name}`)
  return fromArrow(bytes).objects() as readonly Readonly<Record<string, unknown>>[]
}

test('the list has the lake’s tables with rows, then runs and trials', async () => {
  const listed = await tables().list()
  expect(listed.map(({ name }) => name)).toEqual(['candles', 'runs', 'generations', 'genomes', 'trials'])
  expect(listed[0]).toEqual({
    ...{ name: 'candles', rows: 100, synthetic: 'yes', symbols: ['SYN-A', 'SYN-B'] },
    what: `2 series in the lake, of ${market[0].venue}`,
  })
  for (const { synthetic } of listed) expect(synthetic).toBe('yes')
})

test('runs and trials of an empty folder are not labelled synthetic', async () => {
  const none = tablesOf(lake, runsIn(join(root, 'none')), openLedger(join(root, 'none')))
  const own = (await none.list()).filter(({ name }) => name !== 'candles')
  expect(own.map(({ synthetic }) => synthetic)).toEqual(['no', 'no', 'no', 'no'])
})

describe('candles', () => {
  test('are ascending by time and as they were written', async () => {
    const rows = (await read('candles')).filter(({ symbol }) => symbol === 'SYN-B')
    expect(rows.map(({ close }) => close)).toEqual([...market[1].close])
    expect(rows.map(({ time }) => new Date(time as number).getTime())).toEqual([...market[1].openTime])
  })

  test('are limited to the requested symbols', async () => {
    expect(new Set((await read('candles', { symbols: ['SYN-B'] })).map(({ symbol }) => symbol))).toEqual(
      new Set(['SYN-B']),
    )
    expect(await read('candles', { symbols: ["SYN-B') or true --"] })).toEqual([])
  })

  test('begin at `from` and end before `to`', async () => {
    const [from, to] = [epochMs(openTime[10]), epochMs(openTime[13])]
    const rows = await read('candles', { symbols: ['SYN-A'], from, to })
    expect(rows.map(({ time }) => new Date(time as number).getTime())).toEqual([from, from + hour, from + 2 * hour])
  })

  test('are the newest when the limit is below their number', async () => {
    const rows = await read('candles', { symbols: ['SYN-A'], most: 2 })
    expect(rows.map(({ close }) => close)).toEqual([...market[0].close].slice(-2))
  })
})

test('runs, generations, genomes and trials are rows, limited to the newest', async () => {
  expect(await read('runs')).toMatchObject([{ run: 'first', synthetic: true, generations: 2, best: 5, broken: null }])
  expect((await read('generations')).map(({ best }) => best)).toEqual([2, 5])
  expect((await read('genomes')).map(({ fitness }) => fitness)).toEqual([1, 2, 3, 4, 5])
  expect((await read('genomes', { most: 2 })).map(({ fitness }) => fitness)).toEqual([4, 5])
  expect((await read('trials')).map(({ run, idea, days }) => [run, idea, days])).toEqual([
    ['first', 'ema-cross', 3],
    ['first', 'rsi', 3],
  ])
})

test.each(['secrets', '', 'constructor', 'candles; drop table candles'])('there is no table "%s"', async name =>
  expect(await tables().read(name, { most: 1 })).toBeUndefined(),
)
