import { expect, test } from 'vitest'
import { day, epochMs } from '../market/units.ts'
import type { Strategy } from '../strategy/strategy.ts'
import { identify } from '../strategy/yaml/identity.ts'
import { complete } from '../strategy/yaml/reference/complete.ts'
import { demote, raise } from './ladder.ts'
import { parseThresholds, readThresholds } from './thresholds.ts'

const at = epochMs(Date.UTC(2026, 0, 1))
const thresholds = readThresholds()
const pass = (gate: string) => ({ gate, verdict: 'pass', required: 0 }) as const
const paper: Strategy = {
  ...complete,
  stage: 'paper',
  synthetic: false,
  expires: epochMs(at + 30 * day),
  evidence: {
    ...(complete.evidence as NonNullable<Strategy['evidence']>),
    gates: [pass('G2 luck'), pass('TV paper: days')],
  },
}
const up = (strategy: Strategy, to: Strategy['stage'], judged?: Strategy) =>
  raise(strategy, to, { at, thresholds, ...(judged && { judged }) })

test('a strategy goes from paper to canary with a tenth of its size, and to live with all of it, unapproved each time', () => {
  const canary = up(paper, 'canary')
  if (!canary.ok) throw new Error(canary.error)
  expect(canary.value.sizing.fraction).toBeCloseTo(paper.sizing.fraction / 10, 12)
  expect(canary.value).toMatchObject({ stage: 'canary', approvals: [], lineage: { from: identify(paper) } })
  const live = up(canary.value, 'live', paper)
  if (!live.ok) throw new Error(live.error)
  expect(live.value.sizing.fraction).toBe(paper.sizing.fraction)
  expect(up(canary.value, 'live', { ...paper, interval: 60_000 })).toMatchObject({ ok: false })
  expect(up(canary.value, 'live')).toMatchObject({ ok: false })
})

test.each<[string, Partial<Strategy>, Strategy['stage'], RegExp]>([
  ['skips a stage', {}, 'live', /may become canary, not live/],
  ['is synthetic', { synthetic: true }, 'canary', /simulated market/],
  ['has expired', { expires: at }, 'canary', /has expired/],
  [
    'failed a gate',
    { evidence: { ...paper.evidence!, gates: [{ gate: 'x', verdict: 'fail', required: 0 }] } },
    'canary',
    /did not pass/,
  ],
  ['never traded on paper', { evidence: { ...paper.evidence!, gates: [pass('G2 luck')] } }, 'canary', /no paper run/],
  ['is a candidate', { stage: 'candidate' }, 'paper', /nothing before every gate is passed/],
])('a strategy that %s goes no further', (_, changes, to, why) => {
  const raised = up({ ...paper, ...changes }, to)
  expect(raised.ok ? '' : raised.error).toMatch(why)
})

test('a strategy is only ever demoted backwards', () => {
  expect(demote({ ...paper, stage: 'live' }, 'paper')).toMatchObject({
    ok: true,
    value: { stage: 'paper', approvals: [] },
  })
  expect(demote(paper, 'live')).toMatchObject({ ok: false })
})

test('thresholds that are missing, unknown or out of range are told with their line', () => {
  const read = parseThresholds(
    'sample: { trades: -1, validationTrades: 20, testTrades: 20, confidence: 0.95, more: 1 }\n',
  )
  if (read.ok) throw new Error('accepted')
  expect(read.error.map(({ path }) => path)).toEqual(expect.arrayContaining(['sample.trades', 'sample.more', 'costs']))
})
