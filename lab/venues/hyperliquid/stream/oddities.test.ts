import { deflateRawSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { epochMs } from '../../../market/units.ts'
import { start } from '../testing/frames.ts'
import { parseFrame } from './parse-frame.ts'
import { routeOf } from './subscription-key.ts'

const read = (channel: string, data: unknown) => parseFrame(JSON.stringify({ channel, data }), epochMs(start))

test('monthly candles go to the monthly subscription', () => {
  const [t, end] = [Date.UTC(2026, 1), Date.UTC(2026, 2)]
  const candle = { t, T: end - 1, s: 'BTC', i: '1M', o: '2', c: '2', h: '2', l: '2', v: '0', n: 0 }
  const route = routeOf({ type: 'candle', coin: 'BTC', interval: '1M' })
  expect(read('candle', candle)).toMatchObject({ type: 'candle', route, data: { t, end } })
})

test('a market without a price does not invalidate the other fast contexts', () => {
  const contexts = { 'xyz:A': { markPx: '0.0', midPx: null }, BTC: { markPx: '7.5', midPx: '7.0' } }
  const frame = read('fastAssetCtxs', deflateRawSync(JSON.stringify(contexts)).toString('base64'))
  const found = frame.kind === 'message' && frame.type === 'fastAssetCtxs' ? Object.fromEntries(frame.data) : frame
  expect(found).toEqual({ 'xyz:A': { markPrice: null, midPrice: null }, BTC: { markPrice: 7.5, midPrice: 7 } })
})

// nautilus_trader, test_data/ws_user_twap_history.json: of 2026, with a trigger; OneKeyHQ/app-monorepo, pull request 12999: words of a
// status that nobody knew.
test('a TWAP may wait for a price, and may have an unknown status', () => {
  const user = `0x${'ab'.repeat(20)}`
  const state = {
    ...{ coin: 'xyz:A', user, side: 'B', sz: '200.0', executedSz: '0.0', executedNtl: '0.0', minutes: 90 },
    ...{ reduceOnly: false, randomize: false, timestamp: start, trigger: null, stopPx: null },
  }
  const history = [{ time: start / 1_000, state, status: { status: 'waitingForTrigger' }, twapId: 5 }]
  expect(read('userTwapHistory', { isSnapshot: true, user, history })).toMatchObject({
    data: [{ id: 5, t: start, status: 'waitingForTrigger' }],
  })
})
