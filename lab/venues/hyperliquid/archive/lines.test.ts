import fc from 'fast-check'
import { expect, test } from 'vitest'
import { InputError } from '../../../input-error.ts'
import { lines } from './lines.ts'
import { pieces } from './testing/pieces.ts'

async function read(bytes: Uint8Array, size?: number, limit?: number): Promise<string[]> {
  const all: string[] = []
  for await (const { first, texts } of lines(pieces(bytes, size), 'file', limit)) {
    expect(first).toBe(all.length + 1)
    all.push(...texts)
  }
  return all
}

test('lines do not depend on how the bytes are split', async () => {
  const texts = fc.array(
    fc.string({ unit: 'grapheme', maxLength: 20 }).filter(text => !/[\r\n]/.test(text)),
    { minLength: 1, maxLength: 10 },
  )
  await fc.assert(
    fc.asyncProperty(texts, fc.integer({ min: 1, max: 30 }), fc.boolean(), async (text, size, ended) => {
      const last = ended || text.at(-1) === '' ? '\n' : ''
      expect(await read(Buffer.from(text.join('\n') + last), size)).toEqual(text)
    }),
  )
})

test('Windows line ends are line ends', async () => {
  expect(await read(Buffer.from('a\r\nb\r\n'), 2)).toEqual(['a', 'b'])
})

test('a line may have exactly the allowed number of bytes', async () => {
  for (const size of [1, 3, 100]) {
    expect(await read(Buffer.from(`ab\n${'x'.repeat(10)}\n`), size, 10)).toHaveLength(2)
    const error = await read(Buffer.from(`ab\n${'x'.repeat(12)}`), size, 10).catch((error: unknown) => error)
    expect(error).toBeInstanceOf(InputError)
    expect((error as Error).message).toBe('file: line 2: expected at most 10 bytes, found no line break within them')
  }
})

test('invalid UTF-8 is rejected', async () => {
  await expect(read(Buffer.from([97, 10, 0xff, 10]))).rejects.toThrow('file: line 1 or later: expected UTF-8')
})
