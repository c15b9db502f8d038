import { expect, test } from 'vitest'
import { InputError } from '../../input-error.ts'
import { day, hour, minute, second } from '../../market/units.ts'
import { facts } from '../../venues/hyperliquid/market-feed/facts.ts'
import { checkRecording } from './check.ts'
import { emptyFeed } from './testing/empty-feed.ts'

const feed = emptyFeed(facts)
const sound = { feed, symbols: ['BTC'], intervals: [second, minute, 5 * minute, hour, day], lateness: 2_000 }

test('valid options pass', () => {
  expect(() => checkRecording(sound)).not.toThrow()
  expect(() => checkRecording({ ...sound, account: `0x${'aB'.repeat(20)}`, intervals: [15 * second] })).not.toThrow()
})

test.each([
  [{ symbols: [] }, 'symbols: expected at least one, found none'],
  [{ symbols: ['BTC', 'BTC'] }, 'symbols: expected names, each once, found "BTC"'],
  [{ intervals: [] }, 'intervals: expected at least one'],
  [{ intervals: [500] }, 'expected whole seconds, found 500 ms'],
  [{ intervals: [minute, second] }, 'found 1m and 1s'],
  [{ intervals: [3 * minute, 5 * minute] }, 'found 3m and 5m'],
  [{ intervals: [10 * minute] }, 'expected an interval of Hyperliquid'],
  [{ intervals: [25 * second] }, 'expected parts of a minute, found 25s'],
  [{ lateness: Number.NaN }, 'lateness: expected ms, 0 or more, found NaN'],
  [{ account: 'mine' }, 'account: expected 0x and 40 hexadecimal digits, found "mine"'],
])('%j is refused', (changes, line) => {
  expect(() => checkRecording({ ...sound, ...changes })).toThrow(line)
  expect(() => checkRecording({ ...sound, ...changes })).toThrow(InputError)
})

test('an account is rejected when the venue has no public fills', () => {
  const { accounts, ...hidden } = feed
  const account = `0x${'ab'.repeat(20)}`
  expect(() => checkRecording({ ...sound, feed: hidden, account })).toThrow(
    'account: expected none, since Hyperliquid shows no fills of others',
  )
})
