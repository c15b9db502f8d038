import { expect, test } from 'vitest'
import type { EpochMs } from '../../market/units.ts'
import type { GapRow } from '../lake/tables.ts'
import type { Coverage } from './coverage.ts'
import { missingRanges } from './missing-ranges.ts'
import type { TimeRange } from './time-range.ts'

const at = (from: number, to: number): TimeRange => ({ from: from as EpochMs, to: to as EpochMs })
const gap = (t: number, to: number, reason: string): GapRow => ({
  ...{ venue: 'hyperliquid', symbol: 'BTC', stream: 'candles 1h', ...{ t: t as EpochMs, to: to as EpochMs }, reason },
})
const coverage = (changes: Partial<Coverage> = {}): Coverage => ({
  ...{ ends: { first: 100 as EpochMs, last: 199 as EpochMs }, missing: [], gaps: [], ...changes },
})
const asked = (one: Coverage, from?: number, near = 0) =>
  missingRanges(one, { from: from as EpochMs, earliest: 50 as EpochMs, until: 300 as EpochMs, step: 1, near })

test('a series that the lake lacks is requested from the given start, or as far back as the venue goes', () => {
  expect(asked(coverage({ ends: undefined }))).toEqual([at(50, 300)])
  expect(asked(coverage({ ends: undefined }), 10)).toEqual([at(10, 300)])
})

test('a known series is requested from the end of the lake', () => {
  expect(asked(coverage())).toEqual([at(200, 300)])
})

test('the time before the first row is requested when a start is given, except known gaps', () => {
  expect(asked(coverage(), 60)).toEqual([at(60, 100), at(200, 300)])
  expect(asked(coverage({ gaps: [gap(60, 90, 'keeps no more')] }), 60)).toEqual([at(90, 100), at(200, 300)])
})

test('gaps inside are requested, except those the venue cannot fill', () => {
  const missing = [at(120, 125), at(130, 135)]
  expect(asked(coverage({ missing }))).toEqual([...missing, at(200, 300)])
  expect(asked(coverage({ missing, gaps: [gap(120, 125, 'nothing there')] }))).toEqual([at(130, 135), at(200, 300)])
})

test('ranges that the recorder left to be fetched are requested, even where rows exist', () => {
  const gaps = [gap(150, 160, 'the socket fell; to be fetched'), gap(290, 400, 'a restart; to be fetched')]
  expect(asked(coverage({ gaps }))).toEqual([at(150, 160), at(200, 300)])
})

test('a gap at the newest end is requested again', () => {
  expect(asked(coverage({ gaps: [gap(200, 250, 'nothing there')] }))).toEqual([at(200, 300)])
})

test('nothing before the given start is requested', () => {
  const missing = [at(120, 125), at(130, 135)]
  expect(asked(coverage({ missing }), 122)).toEqual([at(122, 125), at(130, 135), at(200, 300)])
})

test('ranges close together are one request', () => {
  expect(asked(coverage({ missing: [at(120, 125), at(130, 135)] }), undefined, 5)).toEqual([at(120, 135), at(200, 300)])
})
