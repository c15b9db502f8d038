import { describe, expect, test } from 'vitest'
import type { Rows, TableName } from '../../../data/lake/tables.ts'
import { InputError } from '../../../input-error.ts'
import { bookReader } from './book.ts'
import { contextReader } from './context.ts'
import { fillReader } from './fills.ts'
import { nodeTradeReader } from './node-trade.ts'
import type { Reader } from './reader.ts'
import { bookLines, captured, contextLines, fillLines } from './testing/captured.ts'

const all = () => true
const junk: readonly unknown[] = [
  null,
  true,
  7,
  -1,
  1.5,
  'x',
  '',
  '-5',
  'NaN',
  '1e5',
  ' 1',
  '0x1',
  [],
  {},
  ['1'],
  { px: '1' },
]

/** Every JSON value that differs from `value` in one place, and the key of that place. */
function* corruptedJson(value: unknown): Generator<readonly [key: string, corrupted: unknown]> {
  if (typeof value !== 'object' || value === null) return
  const copy = () => structuredClone(value) as Record<string, unknown>
  for (const key of Object.keys(value)) {
    const dropped = copy()
    if (Array.isArray(dropped)) dropped.splice(Number(key), 1)
    else delete dropped[key]
    yield [key, dropped]
    for (const other of junk) yield [key, Object.assign(copy(), { [key]: other })]
    for (const [inner, corrupted] of corruptedJson((value as Record<string, unknown>)[key]))
      yield [inner, Object.assign(copy(), { [key]: corrupted })]
  }
  if (Array.isArray(value)) yield ['0', [...value, ...value.slice(-1)]]
  else yield ['unheardOf', Object.assign(copy(), { unheardOf: { of: [1] } })]
}

/** Fields of a row that depend on a key of the line. */
const decides: Readonly<Record<string, readonly string[]>> = {
  coin: ['symbol'],
  px: ['price', 'bidPrices', 'askPrices'],
  sz: ['size', 'bidSizes', 'askSizes'],
  side: ['side'],
  crossed: ['side'],
  time: ['t', 'id'],
  oid: ['id'],
  tid: ['id'],
}
const ladders = ['bidPrices', 'bidSizes', 'askPrices', 'askSizes']
const isPlace = (key: string) => /^\d+$/.test(key)

function read<T extends TableName>(reader: Reader<T>, lines: readonly string[]): Rows[T][] | InputError {
  try {
    return [...lines.flatMap(line => reader.line(line)), ...reader.rest()]
  } catch (error) {
    if (!(error instanceof InputError)) throw error
    expect(error.message.split('\n')).toHaveLength(1)
    return error
  }
}

const isSound = (row: object) =>
  Object.entries(row).every(([key, value]) =>
    Array.isArray(value)
      ? value.every(item => item > 0)
      : ['price', 'size', 'oraclePrice', 'markPrice'].includes(key)
        ? value > 0
        : value === null || typeof value === 'string' || Number.isFinite(value),
  )

const kinds: readonly (readonly [string, () => Reader<TableName>, readonly string[]])[] = [
  [
    'trades',
    () => nodeTradeReader(all) as Reader<TableName>,
    captured('node/node_trades_sample.jsonl')?.trim().split('\n') ?? [],
  ],
  [
    'fills',
    () => fillReader(all) as Reader<TableName>,
    fillLines(captured('node/node_trades_sample.jsonl')?.trim().split('\n') ?? []),
  ],
  [
    'books',
    () => bookReader(all) as Reader<TableName>,
    bookLines(captured('ws/ws_captures.jsonl') ?? '{"message":{}}'),
  ],
]

describe.each(kinds)('%s', (_, reader, lines) => {
  test.skipIf(!lines.length)(
    'with a field dropped, added or of another type are refused, or right in all other fields',
    () => {
      for (const line of lines.slice(0, 6)) {
        const sound = read(reader(), [line]) as object[]
        expect(sound).toHaveLength(1)
        let refused = 0
        for (const [key, corrupted] of corruptedJson(JSON.parse(line))) {
          const rows = read(reader(), [JSON.stringify(corrupted)])
          if (rows instanceof InputError) {
            refused++
            continue
          }
          expect(rows.length).toBeLessThanOrEqual(1)
          for (const row of rows) {
            expect(isSound(row)).toBe(true)
            const free = decides[key] ?? (isPlace(key) ? ladders : [])
            for (const [field, value] of Object.entries(sound[0])) {
              if (!free.includes(field)) expect([key, field, row[field as 'symbol']]).toEqual([key, field, value])
            }
          }
        }
        expect(refused).toBeGreaterThan(50)
      }
    },
  )

  test.skipIf(!lines.length)('truncated anywhere are rejected', () => {
    for (const line of lines.slice(0, 3))
      for (let end = 1; end < line.length; end++)
        expect(read(reader(), [line.slice(0, end)])).toBeInstanceOf(InputError)
  })
})

const frame = captured('nautilus/ws_all_dexs_asset_ctxs.json')
describe.skipIf(!frame)('contexts', () => {
  const [header, ...lines] = frame ? contextLines(frame, '2025-10-24T20:00:00Z') : ['']
  const columns = header.split(',')
  const context = (line: string, head = header) => read(contextReader(all), [head, line])

  test('with a cell dropped or added are rejected, and with one changed are rejected or right in all other cells', () => {
    for (const line of lines.slice(0, 30)) {
      const cells = line.split(',')
      const sound = context(line) as Rows['asset_contexts'][]
      for (const [i] of columns.entries()) {
        expect(context(cells.toSpliced(i, 1).join(','))).toBeInstanceOf(InputError)
        expect(context(cells.toSpliced(i, 0, '1').join(','))).toBeInstanceOf(InputError)
        for (const other of ['', 'x', '-', '1,', ' 1', '--1', '1e', '0x1', 'Infinity', '-7', '1e999']) {
          const rows = context(cells.with(i, other).join(','))
          if (rows instanceof InputError) continue
          for (const row of rows) {
            expect(isSound(row)).toBe(true)
            const changed = Object.entries(row).filter(([key, value]) => sound[0]?.[key as 'symbol'] !== value)
            expect(changed.length).toBeLessThanOrEqual(1)
          }
        }
      }
    }
  })

  test('find columns by name in any order, and are rejected when one is missing or repeated', () => {
    const cells = lines[0].split(',')
    const rows = context([...cells].reverse().join(','), [...columns].reverse().join(','))
    expect(rows).toEqual(context(lines[0]))
    expect(context(`${lines[0]},1`, `${header},unheard_of`)).toEqual(rows)
    for (const [i] of columns.entries()) {
      expect(context(cells.toSpliced(i, 1).join(','), columns.toSpliced(i, 1).join(','))).toBeInstanceOf(InputError)
      expect(context(`${lines[0]},1`, `${header},${columns[i]}`)).toBeInstanceOf(InputError)
    }
  })
})

test.each([
  '2025-02-30T00:00:00Z',
  '2025-13-01T00:00:00',
  '2025-01-01T24:00:00',
  '2025-01-01',
  '1735689600',
  '2025-01-01T00:00:00+02:00',
])('the time %s is refused', time => {
  const header = captured('nautilus/ws_all_dexs_asset_ctxs.json')
    ? contextLines(captured('nautilus/ws_all_dexs_asset_ctxs.json')!, '')[0]
    : undefined
  if (header) expect(read(contextReader(all), [header, `${time},A,0,1,1,1,0,1,1,1,1,1`])).toBeInstanceOf(InputError)
})
