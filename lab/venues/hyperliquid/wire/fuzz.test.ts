import { expect, test } from 'vitest'
import { stream } from '../../../random.ts'
import { sharedFile } from '../../../testing/shared.ts'
import { documented } from '../testing/documented.ts'
import { mutate } from '../testing/mutation.ts'
import { captured, capturedFrames, type Payload, parsers } from '../testing/payloads.ts'
import { WireError } from './refusal.ts'

const file = (name: string) => sharedFile(`data/hyperliquid/${name}`) as string
const absent = !sharedFile('data/hyperliquid/rest/python_sdk_cassettes.json')

/** Shortens lists to three items, so that a payload can be mutated often. */
const small = ({ data, ...rest }: Payload): Payload => ({
  ...rest,
  data: Array.isArray(data) ? data.slice(0, 3) : data,
})

const readable = (payloads: readonly Payload[]) =>
  payloads.filter(({ kind, data }) => {
    try {
      return kind in parsers && parsers[kind](data) !== null
    } catch {
      return false
    }
  })

/** A mutated payload gives the same values as the whole one, or fewer, marked as fewer. */
function isNoLie(whole: unknown, found: unknown): boolean {
  if (Object.is(whole, found) || found === null) return true
  if (found instanceof Map && whole instanceof Map) {
    return [...found].every(([key, value]) => whole.has(key) && isNoLie(whole.get(key), value))
  }
  if (Array.isArray(whole) && Array.isArray(found)) {
    return found.length === whole.length
      ? found.every((value, i) => isNoLie(whole[i], value))
      : found.every(value => whole.some(one => isNoLie(one, value)))
  }
  if (typeof whole !== 'object' || typeof found !== 'object' || whole === null) return false
  const [before, after] = [whole, found] as Readonly<Record<string, unknown>>[]
  // Events without a readable part are of kind `other`.
  if (after.kind === 'other') return true
  // A flag that the venue leaves out when false.
  const isUnset = (key: string) => (key === 'isDelisted' || key === 'onlyIsolated') && after[key] === false
  // Any value of the venue that is not interpreted.
  const isAlarm = (key: string) => key === 'isSpecial' && after[key] === true
  return Object.keys(before).every(key => isUnset(key) || isAlarm(key) || isNoLie(before[key], after[key]))
}

function wellFormed(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value)
  if (value instanceof Map) return [...value].every(wellFormed)
  if (typeof value === 'object' && value !== null) return Object.values(value).every(wellFormed)
  return value !== undefined
}

function fuzz(payloads: readonly Payload[], rounds: number) {
  const seen = { refused: 0, taken: 0 }
  for (const [i, { name, kind, data }] of readable(payloads.map(small)).entries()) {
    const whole = parsers[kind](data)
    const random = stream(20_261_121, kind, i)
    for (let round = 0; round < rounds; round++) {
      const mutation = mutate(data, random)
      const where = `${name} ${kind}, ${mutation.what} at ${mutation.path.join('.')}`
      let found: unknown
      try {
        found = parsers[kind](mutation.data)
      } catch (error) {
        expect(error, where).toBeInstanceOf(WireError)
        expect((error as WireError).message, where).toMatch(/^[^\n]+: expected [^\n]+, found [^\n]+$/)
        seen.refused++
        continue
      }
      seen.taken++
      if (!wellFormed(found ?? null) || !isNoLie(whole, found)) expect.fail(`${where}: ${JSON.stringify(found)}`)
      if (mutation.what === 'add' && !kind.includes('allMids')) expect(found, where).toEqual(whole)
    }
  }
  return seen
}

test('the documented shapes are read', () => {
  expect(readable(documented).length).toBe(documented.length)
})

test('a mutated documented answer is rejected with a WireError or read correctly', () => {
  const { refused, taken } = fuzz(documented, 400)
  expect(refused).toBeGreaterThan(500)
  expect(taken).toBeGreaterThan(500)
})

test.skipIf(absent)(
  'of a captured answer or frame gone wrong nothing untrue is read, and no other error comes out',
  () => {
    const { refused, taken } = fuzz([...captured(file), ...capturedFrames(file)], 250)
    expect(refused).toBeGreaterThan(500)
    expect(taken).toBeGreaterThan(500)
  },
)

test('any other JSON in place of an answer is rejected or empty', () => {
  for (const [kind, parse] of Object.entries(parsers)) {
    for (const data of [null, true, 7, '', 'x', [], {}, [[]], [null], [{}], { data: [] }]) {
      let found: unknown
      try {
        found = parse(data)
      } catch (error) {
        expect(error, `${kind} ${JSON.stringify(data)}`).toBeInstanceOf(WireError)
        continue
      }
      // Null among the dexes is the venue's own, and an event of unknown kind is marked as such.
      const isOpen = kind === 'perpDexs' || kind === 'ws user'
      const isEmpty = JSON.stringify(found) === '[]' || (found instanceof Map && found.size === 0)
      expect(isEmpty || isOpen, `${kind} ${JSON.stringify(data)}`).toBe(true)
    }
  }
})
