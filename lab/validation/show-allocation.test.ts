import { expect, test } from 'vitest'
import { epochMs } from '../market/units.ts'
import type { ZeroShareReason } from '../strategy/allocation/allocation.ts'
import type { AllocatedStrategy, AllocationReport } from './allocation-report.ts'
import { showAllocation } from './show-allocation.ts'

const [from, to] = [Date.UTC(2024, 0, 1), Date.UTC(2024, 2, 1)].map(epochMs)
const member = (changes: Partial<AllocatedStrategy>): AllocatedStrategy => ({
  ...{ name: 'calm', identity: 'sha256:0', synthetic: false, chosenBy: [], refused: {} },
  ...{ share: 0.25, wanted: 0.5, points: 60, volatilityAnnual: 0.2, riskShare: -0.01, sharpeAnnual: 1.234 },
  ...changes,
})
const report = (members: readonly AllocatedStrategy[], changes: Partial<AllocationReport> = {}): AllocationReport => ({
  ...{ venue: 'binance', from, to, cash: 10_000, synthetic: false, members, groups: [], total: 0.75, rest: 0.25 },
  rules: { method: 'risk-parity', maxShare: 0.25, correlated: { above: 0.7, share: 0.5 } },
  correlations: members.map(() => members.map(() => undefined)),
  ...changes,
})
/** Cells between bars. */
const show = (one: AllocationReport) =>
  showAllocation(one, (head, rows) => [head, ...rows].map(cells => cells.join('|')).join('\n'))
const nothing = (why: ZeroShareReason) => ({ share: 0, nothing: why })

test('every number is shown with its unit, and a missing one as a dash', () => {
  const {
    volatilityAnnual: _,
    riskShare: __,
    sharpeAnnual: ___,
    ...unknown
  } = member({ name: 'young', synthetic: true })
  const text = show(
    report([member({}), unknown], {
      correlations: [
        [1, -0.5],
        [-0.5, undefined],
      ],
    }),
  )
  expect(text).toMatch(/^binance bars, 2024-01-01 to 2024-03-01 UTC, 60 days; /)
  expect(text).toContain('\n1|calm|25.0 %|50.0 %|20.0 %|-1.0 %|1.23|60|\n')
  expect(text).toContain('\n2|young SYNTHETIC|25.0 %|50.0 %|—|—|—|60|\n')
  expect(text).toContain('\n1 calm|1.00|-0.50\n2 young|-0.50|—\n')
  expect(text).toContain('\n75.0 % allocated by risk-parity, 25.0 % kept as cash.\n')
})

test.each([
  [{ cappedBy: 'maxShare' }, 'capped at 25.0 %'],
  [{ cappedBy: 'correlated' }, 'capped at 50.0 % together with twin'],
  [nothing({ why: 'too few returns', points: 9, least: 30 }), '9 days known, 30 needed'],
  [nothing({ why: 'too few rows in common', points: 9, least: 30 }), '9 days known for all strategies, 30 needed'],
  [nothing({ why: 'stands still' }), 'its equity did not change on these days'],
  [nothing({ why: 'fitness', fitness: -1 }), 'its Sharpe ratio is not above 0'],
  [nothing({ why: 'no equal risk', sweeps: 12 }), 'no equal-risk shares found in 12 rounds'],
  [nothing({ why: 'caps' }), 'the caps leave no share for it'],
] as const)('%j is explained in words', (changes, words) => {
  const groups = [{ names: ['calm', 'twin'], share: 0.5 }]
  expect(show(report([member(changes)], { groups }))).toContain(`|60|${words}`)
})

test('warnings are shown below the tables, and a single strategy has no correlations', () => {
  const text = show(report([member({ chosenBy: [{ name: 'train', from, to }], refused: { margin: 3 } })]))
  expect(text).toContain('calm was selected on its train segment, 2024-01-01 to 2024-03-01: its returns')
  expect(text).toContain('calm: 3 orders refused: margin')
  expect(text).not.toContain('correlation|')
  expect(text).toMatch(/only past daily returns, 2024-01-01 to 2024-03-01 UTC.* Sharpe ratio .* × √365\.$/)
})
