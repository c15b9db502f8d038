import { expect, test } from 'vitest'
import { fail, ok } from '../../result.ts'
import { unwrapAnswer } from './unwrap-answer.ts'

test.each([
  ['an answer that is empty', async () => ok([]), [], []],
  [
    'a request without an answer',
    async () => fail({ kind: 'unanswered' as const, why: 'HTTP 429' }),
    undefined,
    ['HTTP 429'],
  ],
  ['a bug in a read', async () => Promise.reject(new TypeError('of undefined')), undefined, ['of undefined']],
])('%s keeps its meaning', async (_, question, value, reasons) => {
  const why: string[] = []
  expect(await unwrapAnswer<unknown>(question(), text => why.push(text))).toEqual(value)
  expect(why).toEqual(reasons)
})
