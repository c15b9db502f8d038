import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { contextReader } from './context.ts'
import { fillReader } from './fills.ts'
import type { Sink } from './reader.ts'
import { readRows } from './rows.ts'
import { contextHeader } from './testing/captured.ts'
import { frameOf } from './testing/frame.ts'
import { pieces } from './testing/pieces.ts'
import { unpacked } from './unpacked.ts'

const minutes = (count: number) =>
  Array.from(
    { length: count },
    (_, i) => `${new Date(1_735_689_600_000 + 60_000 * i).toISOString()},BTC,0,1,1,1,0,1,1,1,1,1`,
  )

function gathering() {
  const batches: number[] = []
  const times: number[] = []
  const sink: Sink = async (_, rows) => {
    batches.push(rows.length)
    times.push(...rows.map(row => row.t))
  }
  return { batches, times, sink }
}

const bytes = (...lines: readonly string[]) => pieces(Buffer.from(lines.join('\n')))

test('rows reach the sink in order, never more than 20,000 at once', async () => {
  const { batches, times, sink } = gathering()
  const read = await readRows(
    bytes(contextHeader, ...minutes(45_000)),
    'f',
    contextReader(() => true),
    sink,
  )
  expect(read).toMatchObject({ lines: 45_001, rows: 45_000 })
  expect(Math.max(...batches)).toBe(20_000)
  expect(times).toEqual([...times].sort((a, b) => a - b))
  expect(times).toHaveLength(45_000)
})

test('an error names file, line number and field', async () => {
  const { sink } = gathering()
  const read = readRows(
    bytes(contextHeader, '', ...minutes(2), 'x,BTC,0,1,1,1,0,1,1,1,1,1'),
    'f',
    contextReader(() => true),
    sink,
  )
  await expect(read).rejects.toThrow('f: line 5: time: expected a UTC time like 2025-06-24T02:56:36.172, found "x"')
})

test('a file without a line is refused', async () => {
  for (const reader of [contextReader(() => true), fillReader(() => true)])
    await expect(readRows(bytes('', ''), 'f', reader as never, gathering().sink)).rejects.toThrow(
      'f: expected lines, found none',
    )
})

test('an aborted read stops', async () => {
  const stop = AbortSignal.abort(new Error('enough'))
  await expect(
    readRows(
      bytes(contextHeader, ...minutes(9)),
      'f',
      contextReader(() => true),
      gathering().sink,
      stop,
    ),
  ).rejects.toThrow('enough')
})

test('a file is decompressed by the end of its name', async () => {
  const plain = Buffer.from([contextHeader, ...minutes(50)].join('\n'))
  for (const [name, packed] of [
    ['f.csv', plain],
    ['f.csv.lz4', frameOf(plain)],
    ['f.csv.gz', gzipSync(plain)],
    ['f.csv.gz', Buffer.concat([gzipSync(plain.subarray(0, 99)), gzipSync(plain.subarray(99))])],
  ] as const) {
    const { times, sink } = gathering()
    await readRows(
      unpacked(pieces(packed, 50), name),
      name,
      contextReader(() => true),
      sink,
    )
    expect(times).toHaveLength(50)
  }
})

test('a gzip file that is empty, truncated, corrupted or followed by other bytes is rejected', async () => {
  const packed = Buffer.concat([gzipSync('one'), gzipSync('two')])
  const second = gzipSync('one').length
  const read = async (content: Uint8Array) => {
    for await (const _ of unpacked(pieces(content, 7), 'f.gz'));
  }
  await read(packed)
  for (let end = 0; end < packed.length; end++)
    if (end !== second) await expect(read(packed.subarray(0, end)), `cut at ${end}`).rejects.toThrow(/^f.gz: /)
  await expect(read(Buffer.concat([packed, Buffer.from('rubbish')]))).rejects.toThrow(/^f.gz: /)
  const corrupted = Buffer.from(packed)
  corrupted[second - 6] ^= 1
  await expect(read(corrupted)).rejects.toThrow(/^f.gz: /)
})
