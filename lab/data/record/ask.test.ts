import { expect, test } from 'vitest'
import { fail, ok } from '../../result.ts'
import { ask } from './ask.ts'

test.each([
  ['an answer that is empty', async () => ok([]), [], []],
  [
    'a question without an answer',
    async () => fail({ kind: 'unanswered' as const, why: 'HTTP 429' }),
    undefined,
    ['HTTP 429'],
  ],
  ['a bug in a read', async () => Promise.reject(new TypeError('of undefined')), undefined, ['of undefined']],
])('%s stays what it is', async (_, question, value, told) => {
  const why: string[] = []
  expect(await ask<unknown>(question(), text => why.push(text))).toEqual(value)
  expect(why).toEqual(told)
})
