import { afterEach, beforeEach, expect, test } from 'vitest'
import { InputError } from '../../../input-error.ts'
import { second } from '../../../market/units.ts'
import { type Rig, rig } from '../testing/rig.ts'
import { createLimits, venueAllowance } from './limits.ts'

let r: Rig
const request = { type: 'info', payload: { type: 'allMids' } } as const
const connect = async () => {
  r.stream.subscribe({ type: 'allMids' }, () => {})
  await r.time.advance(0)
  await r.until(() => r.of('subscribed').length === 1)
}
beforeEach(async () => {
  r = await rig({ limits: createLimits({ ...venueAllowance, posts: 3 }) })
})
afterEach(() => r.close())

test('answers reach their requests in any order', async () => {
  await connect()
  const ids: number[] = []
  r.server.onPost(({ id }) => void ids.push(id as number))
  const [first, second] = [r.stream.post(request), r.stream.post(request)]
  await r.until(() => ids.length === 2)
  for (const id of ids.reverse()) {
    r.server.broadcast({ channel: 'post', data: { id, response: { type: 'info', payload: { data: id } } } })
  }
  expect(await first).toEqual({ kind: 'answered', response: { type: 'info', payload: { data: ids[1] } }, took: 0 })
  expect(await second).toMatchObject({ response: { payload: { data: ids[0] } } })
  expect(r.stream.counters().used.posts).toBe(0)
})

test('an unsent request is distinguished from one without an answer', async () => {
  expect(await r.stream.post(request)).toEqual({ kind: 'unsent', reason: 'no connection is open' })
  await connect()
  const late = r.stream.post(request, 5 * second)
  await r.time.advance(5 * second)
  expect(await late).toEqual({ kind: 'unknown', reason: 'no answer within 5000 ms' })
  const lost = r.stream.post(request)
  r.server.cut()
  expect(await lost).toEqual({ kind: 'unknown', reason: 'closed with code 1006' })
  expect(r.stream.counters().used.posts).toBe(0)
  await r.time.advance(second)
  await r.until(() => r.of('up').length === 2)
  const closed = r.stream.post(request)
  r.stream.close()
  expect(await closed).toEqual({ kind: 'unknown', reason: 'the stream was closed' })
})

test('more requests without an answer than the venue allows are refused before they are sent', async () => {
  await connect()
  const pending = [r.stream.post(request), r.stream.post(request), r.stream.post(request)]
  await expect(r.stream.post(request)).rejects.toThrow(InputError)
  await r.time.advance(0)
  await r.until(() => r.server.received.filter(message => message.method === 'post').length === 3)
  r.server.broadcast({ channel: 'error', data: 'too many pending post requests id=2' })
  expect(await pending[1]).toMatchObject({ kind: 'answered', response: { type: 'error' } })
  expect(r.of('error')).toEqual([])
})
