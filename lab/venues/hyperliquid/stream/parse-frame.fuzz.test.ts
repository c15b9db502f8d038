import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { epochMs } from '../../../market/units.ts'
import { captures } from '../testing/captures.ts'
import { bboFrame, bookFrame, fillsFrame, orderUpdateFrame, start, tradesFrame } from '../testing/frames.ts'
import { parseFrame } from './parse-frame.ts'

const now = epochMs(start + 5)
const user = `0x${'a'.repeat(40)}`
/** Three markets stand for a thousand: all are corrupted in the same way. */
const small = (_key: string, value: unknown) => (Array.isArray(value) ? value.slice(0, 3) : value)
const frames = [
  ...captures().map(({ text }) => JSON.parse(text, small) as unknown),
  ...[
    tradesFrame('BTC', 1, 2),
    bookFrame('BTC', 1),
    bboFrame('BTC', 2),
    fillsFrame(user, [1], true),
    orderUpdateFrame(1),
  ],
  { channel: 'openOrders', data: { dex: '', user, orders: [orderUpdateFrame(1).data[0].order] } },
  { channel: 'user', data: { nonUserCancel: [{ coin: 'BTC', oid: 5 }] } },
  {
    channel: 'user',
    data: { funding: { time: start, coin: 'BTC', usdc: '-1.5', szi: '2', fundingRate: '0.1', nSamples: 1 } },
  },
  {
    channel: 'spotState',
    data: { user, spotState: { balances: [{ coin: 'HYPE', token: 150, total: '5', hold: '1', entryNtl: '9' }] } },
  },
  { channel: 'outcomeMetaUpdates', data: [{ outcomeSettled: 5 }] },
]

/** Replacement values of every type, none of which the venue would send. */
const intruders = [null, true, 7.5, -1, 1e300, '', 'NaN', '1e5', ' 1', [], {}, [null], { a: 1 }]
const absent = Symbol('absent')

type Path = readonly (string | number)[]

/** Every field of every object, and the first two items of every array. */
function* paths(value: unknown, above: Path = []): Generator<Path> {
  if (typeof value !== 'object' || value === null) return
  for (const [key, inner] of Object.entries(value).slice(0, Array.isArray(value) ? 2 : 30)) {
    const path = [...above, Array.isArray(value) ? Number(key) : key]
    yield path
    yield* paths(inner, path)
  }
}

function replaced(value: unknown, [key, ...rest]: Path, by: unknown): unknown {
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<string | number, unknown>
  if (rest.length > 0) copy[key] = replaced(copy[key], rest, by)
  else if (by !== absent) copy[key] = by
  else if (Array.isArray(copy)) copy.splice(key as number, 1)
  else delete copy[key]
  return copy
}

/** Paths where `found` differs from `real` and is not null. */
function lies(real: unknown, found: unknown, path = ''): string[] {
  if (found === null || Object.is(real, found)) return []
  if (real instanceof Map && found instanceof Map)
    return lies(Object.fromEntries(real), Object.fromEntries(found), path)
  if (typeof real !== 'object' || typeof found !== 'object' || real === null) return [`${path}: ${String(found)}`]
  const [a, b] = [real, found] as Record<string, unknown>[]
  return Object.keys(b).flatMap(key => lies(a[key], b[key], `${path}.${key}`))
}

/**
 * Values that a message may lose without becoming false: that it is a snapshot, that an event has a known kind, and, when it
 * is empty, its user. The venue's own dex is the empty text.
 */
const mayDiffer =
  /^\.(route: |key: null)$|\.dex: $|^\.isSnapshot: false$|^\.data\.kind: other$|^\.data\.key: |^\.(earliest|latest): /

const parse = (frame: unknown) => parseFrame(JSON.stringify(frame), now)

describe('a frame of which one field', () => {
  const real = frames.map(parse)
  const check = (i: number, path: Path, by: unknown) => {
    const frame = replaced(frames[i], path, by)
    const found = parse(frame)
    if (found.kind === 'refusal') {
      expect([found.path, found.expected, found.found].every(part => typeof part === 'string')).toBe(true)
      return
    }
    const odd = lies(real[i], found).filter(lie => !mayDiffer.test(lie))
    if (odd.length > 0) expect({ path: path.join('.'), by: String(by), odd }).toEqual('no lie')
  }
  /**
   * Replacements that cannot be detected: another name, the other value of a flag, and anything in a payload that is passed on
   * unread.
   */
  const isOpen = (frame: unknown, path: Path, by: unknown) => {
    const value = path.reduce<unknown>((inner, key) => (inner as Record<string, unknown>)[key], frame)
    if (typeof value === 'boolean' && typeof by === 'boolean') return true
    if ((frame as { channel?: unknown }).channel === 'outcomeMetaUpdates') return path.length > 1
    return typeof value === 'string' && typeof by === 'string' && by !== '' && !/^-?[\d.]+$/.test(value)
  }

  test('is missing is rejected, or read without a false value', () => {
    frames.forEach((frame, i) => {
      for (const path of paths(frame)) if (typeof path.at(-1) === 'string') check(i, path, absent)
    })
  })

  test('is replaced by another type is rejected, or read without a false value', () => {
    frames.forEach((frame, i) => {
      for (const path of paths(frame)) {
        if (path[0] === 'channel') continue
        for (const by of intruders) if (!isOpen(frame, path, by)) check(i, path, by)
      }
    })
  })

  test('is new is read as without it', () => {
    frames.forEach((frame, i) => {
      for (const path of [[], ...paths(frame)]) {
        const inner = path.reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], frame)
        const isMap = path.at(-1) === 'mids' || (path.length === 1 && 'nonUserCancel' in Object(inner))
        if (typeof inner !== 'object' || inner === null || Array.isArray(inner) || isMap) continue
        const found = parse(replaced(frame, [...path, 'invented'], { by: ['the', 'venue'] }))
        if (found.kind !== 'refusal') expect(lies(real[i], found)).toEqual([])
        else expect(found.channel === null || found.channel === 'outcomeMetaUpdates').toBe(true)
      }
    })
  })
})

test('a message truncated anywhere is rejected', () => {
  for (const frame of frames) {
    const text = JSON.stringify(frame)
    const step = Math.max(1, Math.floor(text.length / 300))
    for (let length = 0; length < text.length; length += step) {
      expect(parseFrame(text.slice(0, length), now).kind).toBe('refusal')
    }
  }
})

test('any other bytes are rejected, and nothing is thrown', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.json(),
        fc.uint8Array().map(bytes => Buffer.from(bytes)),
      ),
      frame => {
        expect(parseFrame(frame, now).kind).toBe('refusal')
      },
    ),
    { numRuns: 500 },
  )
})

test('any payload of a channel is read or rejected, and nothing is thrown', () => {
  const channels = [
    'trades',
    'l2Book',
    'bbo',
    'candle',
    'allMids',
    'activeAssetCtx',
    'userFills',
    'user',
    'orderUpdates',
  ]
  const more = [
    'subscriptionResponse',
    'error',
    'post',
    'fastAssetCtxs',
    'webData2',
    'webData3',
    'twapStates',
    'openOrders',
  ]
  fc.assert(
    fc.property(fc.constantFrom(...channels, ...more), fc.jsonValue(), (channel, data) => {
      expect(typeof parse({ channel, data }).kind).toBe('string')
    }),
    { numRuns: 2_000 },
  )
})
