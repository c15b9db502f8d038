import { deflateRawSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { epochMs } from '../../../market/units.ts'
import { captures } from '../testing/captures.ts'
import { fill, fillsFrame, orderUpdateFrame, start, tradesFrame } from '../testing/frames.ts'
import type { Refusal } from './message.ts'
import { greeting, parseFrame } from './parse-frame.ts'

const now = epochMs(start + 5)
const parse = (frame: unknown) => parseFrame(typeof frame === 'string' ? frame : JSON.stringify(frame), now)
const refused = (frame: unknown) => {
  const found = parse(frame)
  expect(found.kind).toBe('refusal')
  return found as Refusal
}

/** Captures that are not messages of the venue, with the reason. */
const notFrames: Readonly<Record<string, string>> = {
  'ws_captures.jsonl:7': "a client's own request to subscribe",
  'ws_book_data.json': 'made by hand: the inside of a frame, without a channel',
}

describe('a captured frame', () => {
  test.each(captures().map(({ name, text }) => [name, text] as const))('%s is read', (name, text) => {
    const frame = parse(text)
    if (name in notFrames) expect(frame).toMatchObject({ kind: 'refusal', reason: 'no channel', path: 'channel' })
    else expect(frame.kind).not.toBe('refusal')
  })

  test.skipIf(captures().length === 0)('is read alike from text and from bytes', () => {
    for (const { text } of captures()) expect(parseFrame(Buffer.from(text), now)).toEqual(parseFrame(text, now))
  })

  test.skipIf(captures().length === 0)('has the values of its text', () => {
    const found = captures().map(({ text }) => parse(text))
    expect(found[0]).toMatchObject({ type: 'trades', route: 'HYPE', earliest: 1736682877317, isSnapshot: false })
    expect(found[14]).toMatchObject({ type: 'candle', route: 'BTC 1m', data: { close: 80640, trades: 61 } })
    expect(found[16]).toMatchObject({
      type: 'userFills',
      isSnapshot: true,
      data: [{ symbol: 'USUAL', price: 0.01152 }],
    })
  })
})

describe('messages about the connection', () => {
  test('are distinguished from data', () => {
    expect(parse({ channel: 'pong' })).toEqual({ kind: 'pong' })
    expect(parse(greeting)).toEqual({ kind: 'greeting' })
    expect(parse({ channel: 'error', data: 'Invalid subscription {}' })).toEqual({
      kind: 'error',
      text: 'Invalid subscription {}',
    })
    expect(parse({ channel: 'post', data: { id: 3, response: { type: 'error', payload: '429' } } })).toEqual({
      kind: 'post',
      id: 3,
      response: { type: 'error', payload: '429' },
    })
  })

  test('an acknowledgement of something unknown has no key', () => {
    const data = { method: 'subscribe', subscription: { type: 'news' } }
    expect(parse({ channel: 'subscriptionResponse', data })).toEqual({
      ...{ kind: 'acknowledged', method: 'subscribe', key: null },
    })
  })
})

describe('a refusal', () => {
  test('says where, what was expected, and what was found', () => {
    const frame = tradesFrame('BTC', 1, 2)
    Object.assign(frame.data[1], { px: 1e5 })
    expect(refused(frame)).toEqual({
      ...{ kind: 'refusal', reason: 'bad payload', channel: 'trades', route: 'BTC' },
      ...{ path: 'data.1.px', expected: 'a decimal text above 0', found: '100000' },
    })
  })

  test('names the channel of a truncated text', () => {
    const text = JSON.stringify(tradesFrame('BTC', 1))
    expect(refused(text.slice(0, -9))).toMatchObject({ reason: 'not json', channel: 'trades', route: null })
    expect(refused('garbage')).toMatchObject({ reason: 'not json', channel: null })
    expect(refused('')).toMatchObject({ reason: 'not json', channel: null })
  })

  test('names an unknown channel, and reports a missing one', () => {
    expect(refused({ channel: 'explorerBlock', data: [] })).toMatchObject({ reason: 'unknown channel' })
    expect(refused({ channel: 'toString', data: [] })).toMatchObject({ reason: 'unknown channel' })
    for (const frame of [[], 5, null, 'text', { data: [] }]) {
      expect(refused(JSON.stringify(frame))).toMatchObject({ reason: 'no channel' })
    }
  })

  test('is the answer to trades of two markets in one message', () => {
    const frame = { channel: 'trades', data: [...tradesFrame('BTC', 1).data, ...tradesFrame('ETH', 2).data] }
    expect(refused(frame)).toMatchObject({ path: 'data.1.coin', expected: 'BTC', found: '"ETH"' })
  })

  test('is the answer to a snapshot flag that is not a boolean', () => {
    const frame = fillsFrame('0xA', [1])
    Object.assign(frame.data, { isSnapshot: 'yes' })
    expect(refused(frame)).toMatchObject({ path: 'data.isSnapshot', route: '0xa' })
  })
})

describe('frames of an account', () => {
  const user = `0x${'Ab'.repeat(20)}`

  test('are a snapshot only when marked as one', () => {
    expect(parse(fillsFrame(user, [3, 1], true))).toMatchObject({
      ...{ type: 'userFills', route: user.toLowerCase(), isSnapshot: true, earliest: start + 1, latest: start + 3 },
    })
    expect(parse(fillsFrame(user, [3]))).toMatchObject({ isSnapshot: false })
    expect(parse({ channel: 'userFills', data: { isSnapshot: false, user, fills: [] } })).toMatchObject({
      ...{ isSnapshot: false, data: [], earliest: null },
    })
  })

  test('without a user have an empty route', () => {
    expect(parse(orderUpdateFrame(7))).toMatchObject({ type: 'orderUpdates', route: '', latest: start + 7 })
    expect(parse({ channel: 'user', data: { fills: [fill(1)] } })).toMatchObject({ type: 'userEvents', route: '' })
    expect(parse({ channel: 'notification', data: { notification: 'hello' } })).toMatchObject({
      data: 'hello',
      route: '',
    })
  })

  test('with a state are distinguished by user and dex', () => {
    expect(parse({ channel: 'openOrders', data: { dex: 'xyz', user, orders: [] } })).toMatchObject({
      ...{ type: 'openOrders', route: `${user.toLowerCase()} xyz`, data: [] },
    })
    expect(parse({ channel: 'spotState', data: { user, spotState: { balances: [] } } })).toMatchObject({
      ...{ type: 'spotState', route: user.toLowerCase(), data: [] },
    })
  })

  test('of TWAP orders have their times in ms', () => {
    const state = {
      ...{ coin: 'BTC', user, side: 'B', sz: '2.0', executedSz: '1.0', executedNtl: '100.0', minutes: 30 },
      ...{ randomize: false, reduceOnly: true, timestamp: start },
    }
    const history = [{ time: start / 1_000, state, status: { status: 'activated' }, twapId: 5 }]
    expect(parse({ channel: 'userTwapHistory', data: { isSnapshot: true, user, history } })).toMatchObject({
      ...{
        isSnapshot: true,
        latest: start,
        data: [{ id: 5, t: start, status: 'activated', twap: { lasts: 1_800_000 } }],
      },
    })
    expect(parse({ channel: 'twapStates', data: { dex: '', user, states: [[5, state]] } })).toMatchObject({
      ...{ route: `${user.toLowerCase()} `, data: [{ id: 5, twap: { symbol: 'BTC', size: 2, executedSize: 1 } }] },
    })
  })
})

describe('fast contexts', () => {
  const pack = (value: unknown) => deflateRawSync(JSON.stringify(value)).toString('base64')

  test('are decompressed, and hold only the changed markets', () => {
    const frame = parse({ channel: 'fastAssetCtxs', data: pack({ BTC: { markPx: '5.0', midPx: null }, ETH: {} }) })
    expect(frame).toMatchObject({ kind: 'message', type: 'fastAssetCtxs' })
    const data = (frame as unknown as { data: ReadonlyMap<string, unknown> }).data
    expect([...data]).toEqual([
      ['BTC', { markPrice: 5, midPrice: null }],
      ['ETH', {}],
    ])
  })

  test('are rejected when they decompress to too much, or are not compressed', () => {
    const bomb = deflateRawSync(Buffer.alloc(2 ** 25 + 1, 32)).toString('base64')
    for (const data of [bomb, '', 'AAAA', pack('x').slice(0, 4), pack([]), pack({ BTC: { markPx: '-1' } }), 5, null]) {
      expect(refused({ channel: 'fastAssetCtxs', data })).toMatchObject({ reason: 'bad payload' })
    }
  })
})
