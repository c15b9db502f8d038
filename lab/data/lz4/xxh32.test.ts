import fc from 'fast-check'
import { hash as lz4jsHash } from 'lz4js/xxh32.js'
import { expect, test } from 'vitest'
import { xxh32, xxh32Of } from './xxh32.ts'

// From the xxHash project's own sanity checks (XXH32 of nothing) and the README of python-xxhash.
test.each([
  ['', 0x02cc5d05],
  ['a', 0x550d7456],
  ['abc', 0x32d153ff],
  ['Nobody inspects the spammish repetition', 0xe2293b2f],
])('the hash of "%s" is the published one', (text, hash) => {
  expect(xxh32Of(Buffer.from(text))).toBe(hash)
})

test('the hash equals that of lz4js, however the bytes are split', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 70 }), { maxLength: 8 }), parts => {
      const hash = xxh32()
      for (const part of parts) hash.update(part)
      const whole = Buffer.concat(parts)
      expect(hash.digest()).toBe(lz4jsHash(0, whole, 0, whole.length))
    }),
  )
})
