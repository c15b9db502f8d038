import { spawnSync } from 'node:child_process'
import fc from 'fast-check'
import { compress } from 'lz4js'
import { describe, expect, test } from 'vitest'
import { InputError } from '../../input-error.ts'
import { random } from '../../random.ts'
import { needs, sharedFile } from '../../testing/shared.ts'
import { frameOf, skippable } from '../../venues/hyperliquid/archive/testing/frame.ts'
import { gathered, pieces } from '../../venues/hyperliquid/archive/testing/pieces.ts'
import { unlz4 } from './frames.ts'

const decoded = (bytes: Uint8Array, size?: number) => gathered(unlz4(pieces(bytes, size), 'file.lz4'))
const refused = async (bytes: Uint8Array) => {
  const error = await decoded(bytes).then(
    () => new Error('was read'),
    (error: unknown) => error,
  )
  expect(error).toBeInstanceOf(InputError)
  return (error as Error).message
}

/** Text with words that repeat at short and long distances. */
function prose(bytes: number, seed: number): Buffer {
  const next = random(seed)
  const words = Array.from({ length: 200 }, () =>
    next()
      .toString(36)
      .slice(2, 2 + Math.floor(9 * next())),
  )
  let text = ''
  while (text.length < bytes) text += `${words[Math.floor(200 * next() ** 2)]} `
  return Buffer.from(text.slice(0, bytes))
}

const shapes = fc.record({
  blocks: fc.array(fc.integer({ min: 1, max: 70_000 }), { minLength: 1, maxLength: 5 }),
  sizeCode: fc.integer({ min: 4, max: 7 }),
  linked: fc.boolean(),
  blockChecksums: fc.boolean(),
  contentChecksum: fc.boolean(),
  contentSize: fc.boolean(),
  stored: fc.boolean(),
})
const contents = fc.oneof(
  fc.uint8Array({ maxLength: 300 }),
  fc.tuple(fc.integer({ min: 0, max: 150_000 }), fc.nat()).map(([bytes, seed]) => prose(bytes, seed)),
  fc.integer({ min: 0, max: 100_000 }).map(bytes => Buffer.alloc(bytes, 'ab')),
)

test('any blocks are decoded, however the bytes are split', async () => {
  await fc.assert(
    fc.asyncProperty(contents, shapes, fc.integer({ min: 1, max: 5_000 }), async (content, shape, size) => {
      const tiny = content.length < 2_000 ? 1 : size
      const out = await decoded(
        frameOf(content, { ...shape, blocks: shape.blocks.map(n => Math.max(n, content.length >> 8)) }),
        tiny,
      )
      expect(out.equals(content)).toBe(true)
    }),
    { numRuns: 60 },
  )
})

test('consecutive frames with skippable ones between them are one content', async () => {
  const [a, b] = [prose(100_000, 1), prose(70, 2)]
  const file = Buffer.concat([
    skippable(prose(300, 3), 9),
    frameOf(a, { linked: true }),
    skippable(b),
    frameOf(b),
    frameOf(b),
  ])
  for (const size of [1, 7, 65_536]) expect((await decoded(file, size)).equals(Buffer.concat([a, b, b]))).toBe(true)
})

test('an empty frame has no content', async () => {
  expect(await decoded(frameOf(Buffer.alloc(0), { contentChecksum: true, contentSize: true }))).toHaveLength(0)
})

test('nine megabytes from lz4js in linked 4 MB blocks are decoded', async () => {
  const content = prose(9_000_000, 4)
  expect((await decoded(compress(content))).equals(content)).toBe(true)
})

test('the caller may keep every chunk', async () => {
  const content = prose(300_000, 5)
  const kept: Uint8Array[] = []
  for await (const piece of unlz4(pieces(frameOf(content, { linked: true })), 'f')) kept.push(piece)
  expect(kept).toHaveLength(5)
  expect(Buffer.concat(kept).equals(content)).toBe(true)
})

// Made by lz4 1.9.4 (liblz4's own command): printf 'seed seed seed seed seed seed seed bed\n' | lz4 FLAGS | base64
const reference = Buffer.from('seed seed seed seed seed seed seed bed\n')
describe.each([
  ['-1', 'BCJNGGRApw8AAABfc2VlZCAFAApQIGJlZAoAAAAAEzv/rg=='],
  ['-9 -BX -B4 -BD --content-size', 'BCJNGHxAJwAAAAAAAAAbDwAAAF9zZWVkIAUAClAgYmVkCkLu+1sAAAAAEzv/rg=='],
  ['--no-frame-crc -B7', 'BCJNGGBAgg8AAABfc2VlZCAFAApQIGJlZAoAAAAA'],
])('a file that lz4 made with %s', (_, base64) => {
  test('is read', async () => {
    expect((await decoded(Buffer.from(base64, 'base64'))).toString()).toBe(reference.toString())
  })
})

const lz4 = needs('lz4')
const real = sharedFile('data/hyperliquid/node/official_non_mm_trades.csv')
describe.skipIf(!lz4 || !real)('3 MB of real trades', () => {
  test.each([
    '-1',
    '-12 -B4',
    '-9 -B4 -BD -BX',
    '-1 -B5 -BD --content-size',
    '-3 -B6 --no-frame-crc',
    '--fast=9 -B7 -BX -BI',
  ])('compressed by lz4 with %s are decoded byte for byte', async flags => {
    const packed = spawnSync(lz4!, [...flags.split(' '), '-c', real!], { maxBuffer: 1 << 28 })
    const plain = spawnSync(lz4!, ['-d', '-c'], { input: packed.stdout, maxBuffer: 1 << 28 })
    expect(plain.stdout.length).toBeGreaterThan(3_000_000)
    expect((await decoded(packed.stdout)).equals(plain.stdout)).toBe(true)
  })

  test('compressed by the test encoder are read by lz4', () => {
    const content = prose(200_000, 6)
    for (const linked of [true, false]) {
      const input = frameOf(content, { linked, blockChecksums: true, contentChecksum: true, contentSize: true })
      expect(spawnSync(lz4!, ['-d', '-c'], { input, maxBuffer: 1 << 28 }).stdout.equals(content)).toBe(true)
    }
  })
})

const checked = { linked: true, blockChecksums: true, contentChecksum: true, contentSize: true, blocks: [40] }

test('a file truncated inside a frame is rejected', async () => {
  const whole = Buffer.concat([skippable(Buffer.from('note')), frameOf(prose(200, 7), checked)])
  for (let bytes = 0; bytes < whole.length; bytes++) {
    if (bytes === 12) continue
    expect(await refused(whole.subarray(0, bytes))).toMatch(
      /^file.lz4: byte \d+: (the file is cut short|.*an empty file$)/,
    )
  }
})

test('with any one bit flipped, a frame with checksums is rejected or decoded alike', async () => {
  const content = prose(150, 8)
  const whole = frameOf(content, checked)
  for (let bit = 0; bit < 8 * whole.length; bit++) {
    const corrupted = Buffer.from(whole)
    corrupted[bit >> 3] ^= 1 << (bit & 7)
    // No checksum covers the magic number. Corrupted into that of a skippable frame, it makes the reader skip the
    // frame's bytes.
    const out = await decoded(corrupted).catch((error: unknown) => error)
    if (!(out instanceof InputError)) expect(out).toEqual(content)
  }
})

test('with a bit flipped, a frame without checksums gives other bytes or an InputError', async () => {
  const whole = frameOf(prose(300, 9), { linked: true, blocks: [100] })
  for (let bit = 0; bit < 8 * whole.length; bit++) {
    const corrupted = Buffer.from(whole)
    corrupted[bit >> 3] ^= 1 << (bit & 7)
    const out = await decoded(corrupted).catch((error: unknown) => error)
    expect(out instanceof InputError || Buffer.isBuffer(out)).toBe(true)
  }
})

const header = (flags: number, block: number, rest: readonly number[] = []) =>
  Buffer.concat([frameOf(Buffer.alloc(0)).subarray(0, 4), Buffer.from([flags, block, ...rest])])
const corrupted = (bytes: Buffer, at: number) => {
  const copy = Buffer.from(bytes)
  copy[at < 0 ? copy.length + at : at] ^= 255
  return copy
}
const small = prose(100, 10)

test.each([
  ['an empty file', Buffer.alloc(0), 'byte 0: expected an LZ4 frame, found an empty file'],
  ['text', Buffer.from('time,coin\n'), 'byte 0: expected an LZ4 frame (0x184d2204), found 0x656d6974'],
  ['gzip', Buffer.from([0x1f, 0x8b, 8, 0, 0]), 'byte 0: expected an LZ4 frame (0x184d2204), found 0x88b1f'],
  ['rubbish after a frame', Buffer.concat([frameOf(small), Buffer.from('oops')]), 'expected an LZ4 frame'],
  ['the legacy format', Buffer.from([2, 0x21, 0x4c, 0x18, 0, 0]), "byte 0: the file is of LZ4's legacy format"],
  ['a corrupted header', corrupted(frameOf(small), 5), 'byte 4: header checksum'],
  ['a corrupted block', corrupted(frameOf(small, { blockChecksums: true, stored: true }), 20), 'block checksum'],
  ['a corrupted content', corrupted(frameOf(small, { contentChecksum: true, stored: true }), 20), 'content checksum'],
  ['a corrupted checksum', corrupted(frameOf(small, { contentChecksum: true }), -1), 'content checksum'],
  ['another version', header(0x20, 0x40, [0]), 'byte 4: header checksum'],
  [
    'a block too large',
    Buffer.concat([frameOf(small).subarray(0, 7), Buffer.from([1, 0, 1, 0])]),
    'byte 7: a block of 65537 bytes, expected at most 65536',
  ],
])('%s is refused', async (_, bytes, message) => {
  expect(await refused(bytes)).toContain(`file.lz4: byte `)
  expect(await refused(bytes)).toContain(message)
})

test('a reader that stops early closes the source', async () => {
  let closed = false
  const source = async function* () {
    try {
      yield* pieces(frameOf(prose(300_000, 11)))
    } finally {
      closed = true
    }
  }
  for await (const _ of unlz4(source(), 'f')) break
  expect(closed).toBe(true)
})
