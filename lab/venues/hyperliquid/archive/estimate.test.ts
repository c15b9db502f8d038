import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { day, type EpochMs, hour } from '../../../market/units.ts'
import { type ArchiveRequest, prefixesOf, slotsOf } from './archive-request.ts'
import { archiveKinds, blockFiles, bookFiles, contextFiles, datasetsOf, fillFiles, nodeTradeFiles } from './datasets.ts'
import { estimate, type Listed } from './estimate.ts'
import { gigabyte } from './prices.ts'

const at = (text: string) => Date.parse(text) as EpochMs
const none = () => false
const request = (change: Partial<ArchiveRequest> = {}): ArchiveRequest => ({
  ...{ kind: 'books', coins: ['BTC', 'ETH'], from: at('2023-09-16'), to: at('2023-09-18') },
  ...change,
})
/** Every key of the request, of every dataset of the kind. */
const everything = (of: ArchiveRequest, bytes = 1_000): Listed[] =>
  slotsOf(of).flatMap(({ t, coin }) =>
    datasetsOf[of.kind].map(dataset => ({ dataset, key: dataset.key(t, coin), etag: 'e', bytes })),
  )

test('keys are as the venue documents them', () => {
  expect(bookFiles.key(at('2023-09-16T09:00Z'), 'SOL')).toBe('market_data/20230916/9/l2Book/SOL.lz4')
  expect(contextFiles.key(at('2025-01-01'), '')).toBe('asset_ctxs/20250101.csv.lz4')
  expect(blockFiles.key(at('2025-07-28T14:00Z'), '')).toBe('node_fills_by_block/hourly/20250728/14.lz4')
  expect(nodeTradeFiles.key(at('2025-04-11T03:00Z'), '')).toBe('node_trades/hourly/20250411/3.lz4')
})

const askeds = fc
  .record({
    kind: fc.constantFrom(...archiveKinds),
    coins: fc.uniqueArray(fc.constantFrom('BTC', 'ETH', 'kPEPE', '@107', 'xyz:AAPL'), { minLength: 1 }),
    start: fc.integer({ min: 0, max: 20_000 }),
    hours: fc.integer({ min: 1, max: 100 }),
  })
  .map(({ start, hours, ...rest }): ArchiveRequest => {
    const from = at('2023-05-20T00:30:00Z') + start * hour
    return { ...rest, from: from as EpochMs, to: (from + hours * hour) as EpochMs }
  })

test('every file of a request is under a listed prefix', () => {
  fc.assert(
    fc.property(askeds, of => {
      const prefixes = prefixesOf(of)
      expect(new Set(prefixes.map(([, prefix]) => prefix)).size).toBe(prefixes.length)
      for (const { dataset, key } of everything(of))
        expect(prefixes.some(([other, prefix]) => other === dataset && key.startsWith(prefix))).toBe(true)
    }),
  )
})

test('existing files and gaps together cover the request', () => {
  fc.assert(
    fc.property(askeds, fc.integer({ min: 1, max: 5 }), (of, every) => {
      const listed = everything(of).filter((_, i) => (i * 7919) % every === 0)
      const { slots, present, gaps, coverage, files } = estimate(of, listed, none, 0)
      const { span } = datasetsOf[of.kind][0]
      const missing = gaps.reduce((sum, { from, to }) => sum + (to - from) / span, 0)
      expect(present + missing).toBe(slots)
      expect(coverage.reduce((sum, one) => sum + one.present, 0)).toBe(present)
      expect(new Set(files.map(({ t, coin }) => `${t} ${coin}`)).size).toBe(present)
      for (const [i, gap] of gaps.entries())
        if (i > 0 && gaps[i - 1].coin === gap.coin) expect(gap.from).toBeGreaterThan(gaps[i - 1].to)
    }),
  )
})

test('a gap belongs to a coin and lasts from its first missing hour to the end of its last', () => {
  const of = request()
  const gone = ['market_data/20230916/9/l2Book/ETH.lz4', 'market_data/20230916/10/l2Book/ETH.lz4']
  const { gaps, coverage } = estimate(
    of,
    everything(of).filter(({ key }) => !gone.includes(key)),
    none,
    0,
  )
  expect(gaps).toEqual([{ coin: 'ETH', from: at('2023-09-16T09:00Z'), to: at('2023-09-16T11:00Z'), isInner: true }])
  expect(coverage).toEqual([
    { coin: 'BTC', slots: 48, present: 48 },
    { coin: 'ETH', slots: 48, present: 46 },
  ])
})

test('a gap before the first file or after the last is not permanent', () => {
  const of = request({ coins: ['BTC'] })
  const { gaps } = estimate(of, everything(of).slice(3, 40).toSpliced(10, 1), none, 0)
  expect(gaps.map(({ isInner }) => isInner)).toEqual([false, true, false])
})

describe('the price', () => {
  test('is that of the bytes transferred and of one request for each file', () => {
    const { cost, bytes } = estimate(request({ coins: ['BTC'] }), everything(request(), gigabyte), none, 0.5)
    expect(bytes).toBe(48 * gigabyte)
    expect(cost.transfer).toBeCloseTo(48 * 0.09, 10)
    expect(cost.gets).toBeCloseTo((48 * 0.0004) / 1_000, 10)
    expect(cost.total).toBeCloseTo(cost.transfer + cost.gets, 10)
    expect(cost.spentOnLists).toBe(0.5)
  })

  test('is higher in the region of the trades', () => {
    const of = request({ kind: 'trades', coins: [], from: at('2025-08-01'), to: at('2025-08-02') })
    expect(estimate(of, everything(of, gigabyte / 24), none, 0).cost.transfer).toBeCloseTo(2 * 0.114, 10)
  })

  test('leaves out files that are in the lake', () => {
    const of = request({ coins: ['BTC'] })
    const { files, taken, cost, present } = estimate(of, everything(of), file => file.t < of.from + day, 0)
    expect([files.length, taken, present]).toEqual([24, 24, 48])
    expect(cost.gets).toBeCloseTo((24 * 0.0004) / 1_000, 12)
  })
})

test.each([
  // The edges of the archive's datasets: fills begin on 2025-05-25 at 14:00, blocks on 2025-07-27 at 08:00.
  ['2025-05-25T13:00Z', [nodeTradeFiles], ['node_trades']],
  ['2025-05-25T14:00Z', [nodeTradeFiles, fillFiles], ['node_trades']],
  ['2025-05-25T14:00Z', [fillFiles], ['node_fills']],
  ['2025-05-25T15:00Z', [nodeTradeFiles, fillFiles], ['node_fills']],
  ['2025-07-27T08:00Z', [fillFiles, blockFiles], ['node_fills', 'node_fills_by_block']],
  ['2025-07-27T09:00Z', [blockFiles], ['node_fills_by_block']],
] as const)('no trade of %s is told twice or lost where %j exist', (time, exist, read) => {
  const from = at(time)
  const of = request({ kind: 'trades', coins: [], from, to: (from + hour) as EpochMs })
  const listed = exist.map(dataset => ({ dataset, key: dataset.key(from, ''), etag: 'e', bytes: 1 }))
  expect(estimate(of, listed, none, 0).files.map(({ dataset }) => dataset.name)).toEqual(read)
})

test.each([
  [{ to: at('2023-09-16') }, '--to: expected a time after --from'],
  [{ coins: [] }, '--coins: expected at least one coin for books, found none'],
  [{ coins: ['../BTC'] }, '--coins: expected names like BTC, found "../BTC"'],
  [{ coins: [''] }, '--coins: expected names like BTC, found ""'],
])('the request %j is rejected', (change, message) => {
  expect(() => slotsOf(request(change as Partial<ArchiveRequest>))).toThrow(message)
})
