import { expect, test } from 'vitest'
import { day, epochMs } from '../market/units.ts'
import type { Strategy } from '../strategy/strategy.ts'
import { identify } from '../strategy/yaml/identity.ts'
import { complete } from '../strategy/yaml/reference/complete.ts'
import type { Paper } from './gates/gate.ts'
import { advance, demote } from './promotion-stages.ts'
import { parseThresholds, readThresholds } from './thresholds.ts'

const at = epochMs(Date.UTC(2026, 0, 1))
const thresholds = readThresholds()
const found = (gate: string, value: number) => ({ gate, verdict: 'pass', found: value, required: 0 }) as const
const pass = (gate: string) => ({ gate, verdict: 'pass', required: 0 }) as const
const paper: Strategy = {
  ...complete,
  stage: 'paper',
  synthetic: false,
  expires: epochMs(at + 30 * day),
  evidence: {
    ...(complete.evidence as NonNullable<Strategy['evidence']>),
    gates: [
      pass('G2 luck'),
      ...[found('TV backtest: Sharpe ratio', 2.5), found('TV replay: Sharpe ratio', 1.8)],
      ...[found('TV replay: consistency', 0.9), { ...found('TV score', 0.9), required: 0.7 }],
    ],
  },
}
/** A paper run that passes every check. */
const fine: Paper = {
  ...{ days: 30, trades: 60, performance: 0.9, signals: 1, quality: 0.95, latencyMs: 120, unexplained: 0 },
  earned: { paperUsd: 90, replayUsd: 100, parts: [{ part: 'fees', usd: -10 }] },
}
const seen = {
  ...{ run: 'r', venue: 'testnet', from: epochMs(at - 30 * day), to: at, journal: `sha256:${'a'.repeat(64)}` },
}
const up = (strategy: Strategy, to: Strategy['stage'], judged?: Strategy, run: Paper | undefined = fine) =>
  advance(strategy, to, { at, thresholds, ...(judged && { judged }), ...(run && { paper: { seen, found: run } }) })

test('a strategy advances from paper to canary with a tenth of its size, then to live with all of it, without approvals each time', () => {
  const canary = up(paper, 'canary')
  if (!canary.ok) throw new Error(canary.error)
  expect(canary.value.sizing.fraction).toBeCloseTo(paper.sizing.fraction / 10, 12)
  expect(canary.value).toMatchObject({ stage: 'canary', approvals: [], lineage: { from: identify(paper) } })
  expect(canary.value.evidence?.paper).toEqual(seen)
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
  ['is a candidate', { stage: 'candidate' }, 'paper', /no other stage before every gate is passed/],
])('a strategy that %s is not advanced', (_, changes, to, why) => {
  const advanced = up({ ...paper, ...changes }, to)
  expect(advanced.ok ? '' : advanced.error).toMatch(why)
})

test('without a paper run a strategy becomes neither canary nor live', () => {
  expect(advance(paper, 'canary', { at, thresholds })).toMatchObject({
    ok: false,
    error: expect.stringMatching(/needs a paper run/),
  })
  expect(advance({ ...paper, stage: 'canary' }, 'live', { at, thresholds, judged: paper })).toMatchObject({
    ok: false,
    error: expect.stringMatching(/no paper run in its evidence/),
  })
})

test.each<[string, Partial<Paper>, RegExp]>([
  ['was too short', { days: 13 }, /TV paper: days: The paper run lasted 13 days. Required: at least 14 days/],
  ['traded too little', { trades: 29 }, /TV paper: trades/],
  ['earned less than half of its replay', { performance: 0.4 }, /TV paper: performance/],
  ['had other target exposures', { signals: 0.99 }, /TV paper: signals/],
  ['filled otherwise', { quality: 0.6 }, /TV paper: quality/],
  ['was slow', { latencyMs: 250 }, /TV paper: latency/],
  ['has a fill that nobody can explain', { unexplained: 1 }, /TV paper: fills that nobody can explain/],
  [
    'was on the embedded exchange, which has no latency',
    { latencyMs: undefined as never },
    /waits for the runtime's decisions/,
  ],
  ['had a replay without profit', { performance: undefined as never }, /TV paper: performance.*made no profit/],
  ['traded nothing', { quality: undefined as never, signals: undefined as never }, /had no fills/],
])('a paper run that %s prevents advancing', (_, changes, why) => {
  const advanced = up(paper, 'canary', undefined, { ...fine, ...changes })
  expect(advanced.ok ? '' : advanced.error).toMatch(why)
})

test('the results of the paper run are added to the evidence, and the score then covers all three parts', () => {
  const canary = up(paper, 'canary')
  if (!canary.ok) throw new Error(canary.error)
  const gates = canary.value.evidence?.gates ?? []
  expect(new Set(gates.map(({ gate }) => gate)).size).toBe(gates.length)
  // As documented: 0.4 of a third of the Sharpe ratio, 0.35 of half the replay's times its consistency, 0.25 of performance times quality.
  const score = 0.4 * (2.5 / 3) + 0.35 * 0.9 * 0.9 + 0.25 * 0.9 * 0.95
  expect(gates.find(({ gate }) => gate === 'TV score')?.found).toBeCloseTo(score, 5)
  expect(gates.filter(({ gate }) => gate.startsWith('TV paper'))).toHaveLength(7)
})

test('a strategy can only be demoted to an earlier stage', () => {
  expect(demote({ ...paper, stage: 'live' }, 'paper')).toMatchObject({
    ok: true,
    value: { stage: 'paper', approvals: [] },
  })
  expect(demote(paper, 'live')).toMatchObject({ ok: false })
})

test('thresholds that are missing, unknown or out of range are reported with their line', () => {
  const read = parseThresholds(
    'sample: { trades: -1, validationTrades: 20, testTrades: 20, confidence: 0.95, more: 1 }\n',
  )
  if (read.ok) throw new Error('accepted')
  expect(read.error.map(({ path }) => path)).toEqual(expect.arrayContaining(['sample.trades', 'sample.more', 'costs']))
})
