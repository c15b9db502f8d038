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

test('of a series that is not held, all is wanted that the venue has, or what is asked for', () => {
  expect(asked(coverage({ ends: undefined }))).toEqual([at(50, 300)])
  expect(asked(coverage({ ends: undefined }), 10)).toEqual([at(10, 300)])
})

test('a held series goes on where the lake ends', () => {
  expect(asked(coverage())).toEqual([at(200, 300)])
})

test('what lies before the first row is wanted when it is asked for, save what is not to be had', () => {
  expect(asked(coverage(), 60)).toEqual([at(60, 100), at(200, 300)])
  expect(asked(coverage({ gaps: [gap(60, 90, 'keeps no more')] }), 60)).toEqual([at(90, 100), at(200, 300)])
})

test('gaps inside are wanted, save those that are not to be had', () => {
  const missing = [at(120, 125), at(130, 135)]
  expect(asked(coverage({ missing }))).toEqual([...missing, at(200, 300)])
  expect(asked(coverage({ missing, gaps: [gap(120, 125, 'nothing there')] }))).toEqual([at(130, 135), at(200, 300)])
})

test('what the recorder has still to fetch is wanted, though rows are there', () => {
  const gaps = [gap(150, 160, 'the socket fell; to be fetched'), gap(290, 400, 'a restart; to be fetched')]
  expect(asked(coverage({ gaps }))).toEqual([at(150, 160), at(200, 300)])
})

test('of the newest, nothing is taken for not to be had for ever', () => {
  expect(asked(coverage({ gaps: [gap(200, 250, 'nothing there')] }))).toEqual([at(200, 300)])
})

test('nothing before what is asked for is wanted', () => {
  const missing = [at(120, 125), at(130, 135)]
  expect(asked(coverage({ missing }), 122)).toEqual([at(122, 125), at(130, 135), at(200, 300)])
})

test('what lies close together is one question', () => {
  expect(asked(coverage({ missing: [at(120, 125), at(130, 135)] }), undefined, 5)).toEqual([at(120, 135), at(200, 300)])
})
