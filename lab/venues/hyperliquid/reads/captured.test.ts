import { expect, test } from 'vitest'
import { epochMs, hour } from '../../../market/units.ts'
import { sharedFile } from '../../../testing/shared.ts'
import { captured } from '../testing/payloads.ts'
import { answering, rowsWithin } from '../testing/venue.ts'
import { createReads } from './reads.ts'

const file = (name: string) => sharedFile(`data/hyperliquid/${name}`) as string
const absent = !sharedFile('data/hyperliquid/rest/python_sdk_cassettes.json')
const answers = (kind: string) =>
  captured(file)
    .filter(payload => payload.kind === kind)
    .map(({ data }) => data)

test.skipIf(absent)('captured funding covers the hours since the payment before', async () => {
  const paid = answers('fundingHistory').find(data => (data as object[]).length > 1_000) as { time: number }[]
  const { transport } = answering(request => rowsWithin(paid, request, 500))
  const rows = await createReads(transport).fundingHistory(
    'BTC',
    epochMs(paid[0].time),
    epochMs(paid[0].time + 9_999 * hour),
  )
  expect(rows.length).toBe(paid.length)
  const odd = rows.flatMap((row, i) =>
    i > 0 && row.t - rows[i - 1].t !== row.hours * hour ? [new Date(row.t).toISOString()] : [],
  )
  // One hour without payment.
  expect(odd).toEqual(['2023-07-02T21:00:00.000Z'])
})

test.skipIf(absent)('captured candles have no gap', async () => {
  const [candles] = answers('candleSnapshot') as { t: number }[][]
  const { transport } = answering(() => candles)
  const end = candles[candles.length - 1].t + hour
  // Requested a day later, for exactly the time range of the capture.
  const reads = createReads(transport, () => epochMs(end + 24 * hour))
  const { rows, missing } = await reads.candles('kPEPE', hour, epochMs(candles[0].t), epochMs(end))
  expect(rows.map(({ t }) => t)).toEqual(candles.map(({ t }) => t))
  expect(missing).toEqual([])
})
