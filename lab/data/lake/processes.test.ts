import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { inFolder } from '../testing/lake.ts'
import { compact } from './compact.ts'
import { openLake } from './lake.ts'
import { readRows } from './rows.ts'
import { child, imports } from './testing/child.ts'
import { trade } from './testing/rows.ts'

const seconds = 5

/** Runs `turn` in a loop until the time is over, and prints the last value of `result`. */
const looping = (before: string, turn: string) => `
  import { readFileSync, writeFileSync } from 'node:fs'
  ${imports}
  const root = process.argv[2]
  const lake = await openLake(root)
  ${before}
  let result
  for (const end = performance.now() + ${seconds * 1_000}; performance.now() < end; ) {
    ${turn}
  }
  lake.close()
  console.log(JSON.stringify(result))`

/** Appends trades with ids from 0 on, under its own symbol, and writes to a file how many are stored. */
const appender = (symbol: string) =>
  looping(
    'let id = 0',
    `await append(lake, 'trades', [trade(id, { symbol: '${symbol}' }), trade(id + 1, { symbol: '${symbol}' })])
    writeFileSync(root + '-${symbol}', String((id += 2)))
    result = id`,
  )

const keeper = looping(
  'let turn = 0',
  `await (turn++ % 4 === 3 ? compact(lake) : mergeSegments(lake, 'trades')).catch(error => {
      if (!/is being written by process/.test(error.message)) throw error
    })
    result = turn`,
)

const reader = looping(
  `const known = symbol => { try { return Number(readFileSync(root + '-' + symbol, 'utf8')) } catch { return 0 } }
    const last = { A: 0, B: 0 }
    let reads = 0`,
  `const sure = { A: known('A'), B: known('B') }
    const found = await lake.sql\`select symbol, count(*) as n, max(id) as id from trades group by symbol\`
    for (const symbol of ['A', 'B']) {
      const { n = 0, id = -1 } = found.find(row => row.symbol === symbol) ?? {}
      const least = Math.max(last[symbol], sure[symbol])
      if (n < least) throw new Error(symbol + ': ' + n + ' rows after ' + least)
      if (id !== n - 1) throw new Error(symbol + ': ' + n + ' rows up to ' + id)
      last[symbol] = n
    }
    result = ++reads`,
)

test('many processes append, compact and read at once, and no reader misses a row', {
  timeout: 600_000,
}, async () => {
  await inFolder(async folder => {
    const root = join(folder, 'lake')
    const codes = [appender('A'), appender('B'), keeper, reader, reader]
    const children = await Promise.all(codes.map(code => child(code, root)))
    const lake = await openLake(root)
    const refusals = new Set<string>()
    let over = false
    const all = Promise.all(children.map(one => one.ended)).finally(() => {
      over = true
    })
    // A second compacting writer, in this process: an attempt either succeeds or is refused as busy.
    while (!over) {
      await compact(lake).catch((error: Error) => refusals.add(error.message.replace(/process \d+/, 'process N')))
      await sleep(50)
    }
    for (const { code, err } of await all) expect({ code, err }).toEqual({ code: 0, err: '' })
    const refused = `the lake at ${root} is being written by process N: try again when it has finished`
    for (const message of refusals) expect(message).toBe(refused)
    const [a, b, turns, ...reads] = children.map(one => Number(one.lines().at(-1)))
    for (const [symbol, count] of [
      ['A', a],
      ['B', b],
    ] as const) {
      const rows = await readRows(lake, 'trades', { symbol })
      expect(rows).toEqual(Array.from({ length: count }, (_, id) => trade(id, { symbol })))
    }
    expect(Math.min(a, b, turns, ...reads)).toBeGreaterThan(5)
    lake.close()
  })
})
