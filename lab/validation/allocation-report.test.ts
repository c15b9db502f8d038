import { describe, expect, test } from 'vitest'
import { day, epochMs } from '../market/units.ts'
import { gaussian, stream } from '../random.ts'
import { allocate } from '../strategy/allocation/allocate.ts'
import type { Strategy } from '../strategy/strategy.ts'
import { identify } from '../strategy/yaml/identity.ts'
import { breakout, newYear } from '../testing/crafted.ts'
import { calmFor, trade } from '../testing/trade.ts'
import { allocationReport, type EvaluatedStrategy } from './allocation-report.ts'

const days = 90
const daysOn = (count: number) => epochMs(newYear + count * day)
const basis = { venue: 'sim', from: newYear, to: daysOn(days), cash: 10_000 }
const outcome = trade(calmFor(1))
const noise = (name: string, size: number) => {
  const chance = stream(3, name)
  return Float64Array.from({ length: days }, () => size * gaussian(chance))
}
const evaluated = (changes: Partial<Strategy>, returns: Float64Array, sharpeAnnual?: number): EvaluatedStrategy => ({
  strategy: breakout(changes),
  record: { returns, outcome, ...(sharpeAnnual !== undefined && { sharpeAnnual }) },
})
const [calm, wild] = [noise('calm', 0.01), noise('wild', 0.03)]
const two = [evaluated({ name: 'calm' }, calm, 1.5), evaluated({ name: 'wild' }, wild, 0.5)]

describe('a report of an allocation', () => {
  test('has the shares that follow from daily returns, and the rest as cash', () => {
    const rules = { method: 'fitness', maxShare: 0.6 } as const
    const report = allocationReport(two, rules, basis)
    const [a, b] = two.map(({ strategy, record: { returns, sharpeAnnual: fitness } }) => ({
      ...{ name: strategy.name, returns, ...(fitness !== undefined && { fitness }) },
    }))
    expect(report).toMatchObject({ ...allocate([a, b], rules), ...basis })
    expect(report.members.map(({ share }) => share)).toEqual([0.6, expect.closeTo(0.4, 12)])
    expect(allocationReport(two, { ...rules, maxShare: 0.45 }, basis).rest).toBeCloseTo(0.1, 12)
  })

  test('gives annual volatilities, with 365 days a year', () => {
    const [member] = allocationReport(two, { method: 'equal' }, basis).members
    expect(member.volatilityAnnual).toBeCloseTo((member.volatilityPerRow as number) * Math.sqrt(365), 12)
  })

  test('gives a correlation if both are known on enough days and both vary', () => {
    const late = calm.map((x, i) => (i < days - 20 ? Number.NaN : x))
    const all = [...two, evaluated({ name: 'late' }, late), evaluated({ name: 'idle' }, new Float64Array(days))]
    const { correlations, members } = allocationReport(all, { method: 'inverse-volatility' }, basis)
    expect(correlations[0]).toEqual([expect.closeTo(1, 12), correlations[1][0], undefined, undefined])
    expect(Math.abs(correlations[0][1] as number)).toBeLessThan(0.3)
    expect(members.map(({ nothing }) => nothing?.why)).toEqual([
      undefined,
      undefined,
      'too few returns',
      'stands still',
    ])
  })

  test('labels strategies of the same name with their identity', () => {
    const namesakes = [evaluated({ name: 'calm', exits: { time: 9 } }, wild), two[0]]
    const { members } = allocationReport(namesakes, { method: 'equal' }, basis)
    for (const [i, { strategy }] of namesakes.entries()) {
      expect(members[i].name).toBe(`calm ${identify(strategy).slice('sha256:'.length).slice(0, 8)}`)
    }
    expect(() => allocationReport([two[0], two[0]], { method: 'equal' }, basis)).toThrow('appears twice')
  })

  test('names the segments within these days that a strategy was selected on, without its locked test and earlier ones', () => {
    const segment = { trades: 9, totalReturn: 0.1, maxDrawdown: 0.1 }
    const segments = [
      { name: 'train', from: daysOn(-90), to: daysOn(0), ...segment },
      { name: 'validation', from: daysOn(0), to: daysOn(30), ...segment },
      { name: 'test', from: daysOn(30), to: daysOn(60), ...segment },
    ] as const
    const bred = evaluated({ name: 'bred', evidence: { data: [], gates: [], evaluations: 1, segments } }, calm, 2)
    const { members } = allocationReport([bred], { method: 'equal' }, basis)
    expect(members[0].chosenBy).toEqual([{ name: 'validation', from: daysOn(0), to: daysOn(30) }])
  })

  test('is synthetic if the bars or any of the strategies are', () => {
    const real = (synthetic: boolean, bars: boolean): EvaluatedStrategy => ({
      strategy: breakout({ synthetic }),
      record: { returns: calm, outcome: { ...outcome, synthetic: bars } },
    })
    const labels = [real(false, false), real(true, false), real(false, true)].map(
      one => allocationReport([one], { method: 'equal' }, basis).synthetic,
    )
    expect(labels).toEqual([false, true, true])
  })
})
