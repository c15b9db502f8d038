import fc from 'fast-check'
import { expect, test } from 'vitest'
import { epochMs } from '../../lab/market/units.ts'
import { decode, encode, maxLineBytes, start } from './record.ts'

const at = epochMs(1_700_000_000_000)
const encoded = (payload: unknown) => encode({ seq: 1, at, kind: 'note', payload }, start)
const whole = (line: Buffer) => line.subarray(0, -1)

test('a decoded record equals the encoded one', () => {
  fc.assert(
    fc.property(fc.jsonValue({ noUnicodeString: false }), fc.string({ unit: 'binary' }), (payload, kind) => {
      const { line, link } = encode({ seq: 7, at, kind, payload }, { seq: 6, sum: 'abcdef0123456789' })
      const decoded = decode(whole(line))
      const record = { seq: 7, at, kind, payload: JSON.parse(JSON.stringify(payload)) }
      expect(decoded).toEqual({ ok: true, value: { record, prev: 'abcdef0123456789', link } })
      expect(line.indexOf('\n')).toBe(line.length - 1)
    }),
  )
})

test('a line is JSON that other tools can read', () => {
  expect(JSON.parse(encoded({ price: 97_123.5 }).line.toString())).toEqual({
    seq: 1,
    at: 1_700_000_000_000,
    kind: 'note',
    payload: { price: 97_123.5 },
    prev: '0000000000000000',
    sum: expect.stringMatching(/^[0-9a-f]{16}$/),
  })
})

test('a field that is undefined is left out', () => {
  const decoded = decode(whole(encoded({ a: 1, b: undefined }).line))
  expect(decoded.ok && decoded.value.record.payload).toStrictEqual({ a: 1 })
})

class Fill {
  readonly size = 1
}
const lossy: [string, unknown, RegExp][] = [
  ['NaN', { order: { price: Number.NaN } }, /"note": "price" is NaN, expected a finite number/],
  ['an infinity', [Number.NEGATIVE_INFINITY], /"0" is -Infinity/],
  ['an undefined payload', undefined, /payload is undefined/],
  ['undefined within an array', [1, undefined], /undefined within an array/],
  ['a gap in an array', new Array(2), /undefined within an array/],
  ['a Date', { when: new Date(0) }, /"when" is a Date, expected a plain object/],
  ['a Map', new Map([[1, 2]]), /payload is a Map/],
  ['a typed array', { column: new Float64Array(2) }, /"column" is a Float64Array/],
  ['an object of a class', new Fill(), /payload is a Fill/],
  ['a bigint', { oid: 1n }, /"oid" is a bigint/],
  ['a function', { act: () => 1 }, /"act" is a function/],
  ['a symbol', Symbol('x'), /payload is a symbol/],
  ['an object that rewrites itself', { inner: { toJSON: () => 1 } }, /"inner" is rewritten by its toJSON/],
]
test.each(lossy)('%s is refused, because it would not come back', (_, payload, message) => {
  expect(() => encoded(payload)).toThrow(RangeError)
  expect(() => encoded(payload)).toThrow(message)
})

test('a circular payload is refused', () => {
  const circle: Record<string, unknown> = {}
  circle.self = circle
  expect(() => encoded(circle)).toThrow(/circular/i)
})

test('a record longer than the longest line is refused', () => {
  expect(() => encoded('x'.repeat(maxLineBytes))).toThrow(/expected at most 16777216/)
})
