import { expect, test } from 'vitest'
import { InputError } from '../../../input-error.ts'
import { type AttemptFailure, ReadFailure } from '../http/failure.ts'
import { WireError } from '../wire/refusal.ts'
import { answerOf } from './answer.ts'

const failure = (lastFailure: AttemptFailure) => new ReadFailure('info l2Book', 5, lastFailure)

test.each([
  ['no answer in time', failure({ kind: 'timeout', after: 10_000 }), 'unanswered'],
  ['a venue that is overrun', failure({ kind: 'refused', status: 429, excerpt: '' }), 'unanswered'],
  [
    'a page in place of an answer',
    failure({ kind: 'unreadable', status: 200, why: 'no JSON', excerpt: '<' }),
    'unreadable',
  ],
  ['a venue that does not take the question', failure({ kind: 'refused', status: 422, excerpt: 'x' }), 'refused'],
  ['an answer that is no book', new WireError('info l2Book', 'levels', 'bids and asks', 'null'), 'unreadable'],
  ['a question that is none', new InputError('candles of BTC: expected an interval'), 'refused'],
])('%s is a typed failure with its own message', async (_, error, kind) => {
  expect(await answerOf(Promise.reject(error))).toEqual({ ok: false, error: { kind, why: error.message } })
})

test('an empty answer is an answer, and a bug is thrown', async () => {
  expect(await answerOf(Promise.resolve([]))).toEqual({ ok: true, value: [] })
  await expect(answerOf(Promise.reject(new TypeError('of undefined')))).rejects.toThrow(TypeError)
})
