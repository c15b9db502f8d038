import { describe, expect, test } from 'vitest'
import { isUbj, readUbj } from './ubj.ts'

/** Bytes of a text in which `\xNN` is any byte. */
const raw = (text: string) => Uint8Array.from(text, character => character.charCodeAt(0))
const eight = (count: number) => `L\0\0\0\0\0\0\0${String.fromCharCode(count)}`

describe('what XGBoost writes is read', () => {
  test.each<readonly [string, string, unknown]>([
    ['an object', `{${eight(1)}aU\x07}`, { a: 7 }],
    ['an empty list', '[]', []],
    ['a list up to its bracket', '[i\xffTFZ]', [-1, true, false, null]],
    ['a list with a count', `[#${eight(2)}Si\x01xI\x01\x00`, ['x', 256]],
    ['a typed array of int32', '[$l#i\x02\xff\xff\xff\xff\0\0\0\x05', Int32Array.of(-1, 5)],
    ['a typed array of int64', '[$L#i\x01\0\0\0\0\0\0\x01\0', Float64Array.of(256)],
    ['a typed array of float32', '[$d#i\x01\x3f\x80\0\0', Float32Array.of(1)],
    ['a float64', 'D\x3f\xf8\0\0\0\0\0\0', 1.5],
    ['a text beyond ASCII', 'Si\x02\xc3\xa9', 'é'],
  ])('%s', (_, text, value) => {
    expect(readUbj(raw(text))).toStrictEqual(value)
  })
})

describe('what is not so is refused at its byte', () => {
  test.each([
    [
      'a count beyond the file',
      '[$d#L\x7f\xff\xff\xff\xff\xff\xff\xff',
      'byte 5: expected a length from 0 to the 0 bytes',
    ],
    ['a count in elements that the bytes do not hold', '[$d#i\x04\0\0\0\0', 'byte 6: expected 16 more bytes, found 4'],
    ['a negative count', '[#i\xff', 'byte 3: expected a length from 0 to the 0 bytes that are left, found -1'],
    ['a count in parts', '[#d\x3f\0\0\0', 'expected a length from 0'],
    ['a typed array of nothing', '[$Z#l\x7f\xff\xff\xff', 'byte 2: expected a marker of UBJ, found "Z"'],
    ['a typed array of lists', '[$[#i\x01]', 'byte 2: expected a marker of UBJ, found "["'],
    ['a typed array without a count', '[$dd', 'byte 3: expected "#" and a count, found "d"'],
    ['an unknown marker', '[q]', 'byte 1: expected a marker of UBJ, found "q"'],
    ['an end too early', '{i\x05abc', 'expected a length from 0 to the 3 bytes that are left, found 5'],
    ['an end too late', '[]]', 'byte 2: expected the end, found more'],
    ['bytes that are no text', 'Si\x01\xff', 'byte 3: expected text in UTF-8, found other bytes'],
    ['lists within lists', '['.repeat(50), 'expected at most 32 levels, found more'],
  ])('%s', (_, text, reason) => {
    expect(() => readUbj(raw(text))).toThrow(reason)
  })
})

test('values that take a byte each, and us dozens, are refused when they are too many', () => {
  const content = new Uint8Array(2 ** 20 + 3).fill('Z'.charCodeAt(0))
  content[0] = '['.charCodeAt(0)
  expect(() => readUbj(content)).toThrow('byte 1048577: expected at most 1048576 values, found more')
})

test('a key called __proto__ is a key like any other', () => {
  const value = readUbj(raw('{i\x09__proto__{i\x01aT}}'))
  expect(Object.keys(value as object)).toEqual(['__proto__'])
  expect(Object.getPrototypeOf(value)).toBe(Object.prototype)
})

test('JSON and UBJ are told apart by what follows the first brace', () => {
  expect(['{"a":1}', '{ "a":1}', '{\n"a":1}', '{}', '{', '', '[L'].map(text => isUbj(raw(text)))).not.toContain(true)
  expect(['{L', '{i', '{U', '{l', '{I'].map(text => isUbj(raw(text)))).not.toContain(false)
})
