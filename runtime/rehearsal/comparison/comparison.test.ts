import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { type Bars, mapColumns, slice } from '../../../lab/market/bars.ts'
import { type EpochMs, epochMs, hour } from '../../../lab/market/units.ts'
import { readThresholds } from '../../../lab/validation/thresholds.ts'
import { livelyRehearsal } from '../../testing/rehearsal.ts'
import { type JournalReplay, replayJournal } from '../journal-replay.ts'
import { type RehearsalOptions, rehearse } from '../rehearse.ts'
import { replayWithJournal } from '../replay.ts'
import { againstReplay } from './against-replay.ts'
import { causes } from './cause.ts'
import { type Comparison, compare } from './comparison.ts'
import { paperOf } from './paper.ts'

const folder = mkdtempSync(join(tmpdir(), 'seedbed-compared-'))
afterAll(() => rmSync(folder, { recursive: true }))

const lively = livelyRehearsal('')
const { journal: _, ...usual } = lively
const replay = await replayWithJournal(usual)
const partOf = ({ parts }: Comparison, name: string) => parts.find(({ part }) => part === name)?.usd
const causesIn = ({ orderFills }: Comparison) => new Set(orderFills.flatMap(({ cause }) => (cause ? [cause] : [])))
/** Expects the parts to add up to the difference, up to the rounding of a thousand floating-point sums. */
const isWhole = ({ parts, differenceUsd }: Comparison) =>
  expect(parts.reduce((sum, { usd }) => sum + usd, 0)).toBeCloseTo(differenceUsd, 6)

describe('a replayed journal', () => {
  test('gives the bit-identical outcome of the run that wrote it', async () => {
    const journal = join(folder, 'whole.jsonl')
    const { outcome } = await rehearse({ ...usual, journal })
    const journalReplay = replayJournal(journal, usual, outcome)
    expect(journalReplay.outcome).toEqual(outcome)
    expect(journalReplay.executions.map(({ order: _, decidedAt: __, ...rest }) => rest)).toEqual(outcome.executions)
    expect(journalReplay.venue).toBe('embedded')
    expect(journalReplay.executions.length).toBeGreaterThan(100)
  })

  test('is refused for another strategy, and for a file that is not a journal', () => {
    const journal = join(folder, 'whole.jsonl')
    const strategy = { ...usual.strategy, exits: { ...usual.strategy.exits, stop: 0.01 } }
    expect(() => replayJournal(journal, { ...usual, strategy }, { synthetic: true })).toThrow(
      /whole\.jsonl: record \d+: expected .* from this strategy, found .*: another strategy or another version of the program wrote the journal/,
    )
    expect(() => replayJournal(join(folder, 'none.jsonl'), usual, { synthetic: true })).toThrow(/none\.jsonl/)
  })
})

describe('a run compared with itself', () => {
  const same = compare(replay, replay)

  test('has no difference', () => {
    expect(same.orderFills.filter(({ cause }) => cause)).toEqual([])
    expect(same.parts.map(({ usd }) => Math.abs(usd))).toEqual(same.parts.map(() => 0))
    expect(same).toMatchObject({ quality: 1, differenceUsd: 0, bars: { different: 0, onlyPaper: 0, onlyReplay: 0 } })
    expect(same.signals.alike).toBe(same.signals.asked)
  })

  test('has no latency, because the clock of an embedded exchange stands still while the runtime decides', () => {
    expect(paperOf(replay, same)).toMatchObject({ quality: 1, signals: 1, unexplained: 0 })
    expect(paperOf(replay, same).latencyMs).toBeUndefined()
  })
})

const prices = new Set<string>(['open', 'high', 'low', 'close'])
/** Multiplies every price of row i by `by(i)`. */
const perturbed = (bars: Bars, by: (i: number) => number): Bars =>
  mapColumns(bars, (column, name) => (prices.has(name) ? Float64Array.from(column, (x, i) => x * by(i)) : column))
const rows = (bars: Bars, isKept: (i: number) => boolean): Bars =>
  mapColumns(bars, column => Float64Array.from([...column].filter((_, i) => isKept(i))))

/** The replay with some of its fields replaced. */
const changed = (how: (journalReplay: JournalReplay) => Partial<JournalReplay>): JournalReplay => ({
  ...replay,
  ...how(replay),
})
const tradedOn = (market: RehearsalOptions['market']) => replayWithJournal({ ...usual, market })

describe('for any two runs', () => {
  test('the parts add up to the difference, with other bars, costs or limits', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          noise: fc.constantFrom(0, 1e-4, 2e-3),
          lost: fc.array(fc.nat(500), { maxLength: 6 }),
          taker: fc.constantFrom(4.5, 9),
          slippage: fc.constantFrom(2, 8),
          maxOrderUsd: fc.constantFrom(1e12, 9_500),
          maxDrawdown: fc.constantFrom(1, 0.1),
          seed: fc.nat(1_000),
        }),
        async ({ noise, lost, taker, slippage, maxOrderUsd, maxDrawdown, seed }) => {
          const market = usual.market.map((bars, k) =>
            rows(
              perturbed(bars, i => 1 + noise * Math.sin(seed + 37 * i + k)),
              i => !lost.includes(i - 110),
            ),
          )
          const strategy = { ...usual.strategy, risk: { ...usual.strategy.risk, maxOrderUsd, maxDrawdown } }
          const costs = { ...usual.costs, taker, slippage }
          const paper = await replayWithJournal({ ...usual, market, strategy, costs })
          for (const comparison of [compare(paper, replay), compare(replay, paper)]) {
            isWhole(comparison)
            expect(causesIn(comparison)).not.toContain('unexplained')
          }
        },
      ),
      { numRuns: 40 },
    )
  }, 600_000)
})

describe('a difference is attributed to its cause', () => {
  test('other bars: signals, prices, exits and sizes differ, and nothing else', async () => {
    const market = usual.market.map(bars => perturbed(bars, i => 1 + 1e-3 * Math.sin(i)))
    const comparison = compare(await tradedOn(market), replay)
    isWhole(comparison)
    expect([...causesIn(comparison)].every(cause => ['signal', 'exits', 'size'].includes(cause))).toBe(true)
    expect(causesIn(comparison)).toContain('signal')
  })

  test('higher costs: the same fills in other sizes, and the costs as a part', async () => {
    const comparison = compare(await replayWithJournal({ ...usual, costs: { ...usual.costs, taker: 9 } }), replay)
    isWhole(comparison)
    expect(partOf(comparison, 'fees')).toBeLessThan(-100)
    expect([...causesIn(comparison)].filter(cause => cause !== 'size' && cause !== 'exits')).toEqual([])
  })

  test('a close that only one run received', async () => {
    const at = replay.executions.find(({ reason }) => reason === 'enter')?.decidedAt as EpochMs
    const lacking = changed(({ closes, executions }) => ({
      closes: closes.filter(close => close.at !== at),
      executions: executions.filter(({ decidedAt }) => decidedAt !== at),
    }))
    expect(causesIn(compare(lacking, replay))).toContain('missed')
  })

  test('an order that was refused', async () => {
    const risk = { ...usual.strategy.risk, maxOrderUsd: 9_000 }
    const paper = await replayWithJournal({ ...usual, strategy: { ...usual.strategy, risk } })
    const comparison = compare(paper, replay)
    isWhole(comparison)
    expect(causesIn(comparison)).toContain('refused')
    expect(partOf(comparison, causes.refused)).not.toBe(0)
  })

  test('a run that had halted', async () => {
    const risk = { ...usual.strategy.risk, maxDrawdown: 0.05 }
    const paper = await replayWithJournal({ ...usual, strategy: { ...usual.strategy, risk } })
    expect(paper.halted?.why).toMatch(/drawdown/)
    const comparison = compare(paper, replay)
    isWhole(comparison)
    expect(causesIn(comparison)).toContain('halted')
  })

  const entry = replay.executions.findIndex(({ reason }) => reason === 'enter')
  const moved = (change: Partial<JournalReplay['executions'][number]>) =>
    changed(({ executions }) => ({
      executions: executions.map((one, i) => (i === entry ? { ...one, ...change } : one)),
    }))

  test('a fill three bars late', () => {
    const late = moved({ at: epochMs(replay.executions[entry].at + 3 * hour) })
    const { orderFills } = compare(late, replay)
    expect(orderFills.filter(({ cause }) => cause === 'late')).toHaveLength(1)
  })

  test('a fill of an order that we never sent, and an entry that only one run made, are unexplained', () => {
    const { order: _, decidedAt: __, ...foreign } = replay.executions[entry]
    const strange = changed(({ executions }) => ({
      executions: [...executions, { ...foreign, size: 2 * foreign.size }],
    }))
    const lacking = changed(({ executions }) => ({ executions: executions.filter((_, i) => i !== entry) }))
    for (const paper of [strange, lacking]) {
      const comparison = compare(paper, replay)
      expect(paperOf(paper, comparison).unexplained).toBeGreaterThan(0)
    }
  })

  test('an entry that only one run made is unexplained even when bars differ', async () => {
    const other = await tradedOn(usual.market.map(bars => perturbed(bars, i => 1 + 1e-5 * Math.sin(i))))
    const lost = other.executions.findIndex(({ reason }) => reason === 'enter')
    const lacking = { ...other, executions: other.executions.filter((_, i) => i !== lost) }
    expect(paperOf(other, compare(other, replay)).unexplained).toBe(0)
    const { orderFills } = compare(lacking, replay)
    const [first] = orderFills.filter(({ cause }) => cause === 'unexplained')
    expect(first?.replay).toMatchObject({ reason: 'enter', symbol: other.executions[lost].symbol })
  })

  test('different signals on equal bars are unexplained', () => {
    const decidedAt = replay.executions[entry].decidedAt
    const lacking = changed(({ executions, closes }) => ({
      executions: executions.filter((_, i) => i !== entry),
      closes: closes.map(close =>
        close.at === decidedAt
          ? { ...close, wanted: { ...close.wanted, [replay.executions[entry].symbol]: 0 } }
          : close,
      ),
    }))
    expect(compare(lacking, replay).orderFills.some(({ cause }) => cause === 'unexplained')).toBe(true)
  })
})

test('the latency of a venue is the mean time from close to fill', () => {
  const elsewhere = changed(({ executions }) => ({
    venue: 'testnet',
    executions: executions.map(one => ({ ...one, at: epochMs(one.at + 150) })),
  }))
  expect(paperOf(elsewhere, compare(elsewhere, replay)).latencyMs).toBe(150)
})

describe('a paper run compared with a replay over stored bars', () => {
  const journal = join(folder, 'whole.jsonl')

  test('is refused when it overlaps the judged bars, or goes on after the last stored bar', async () => {
    const { from, to, market } = usual
    await expect(againstReplay({ ...usual, journal, notBefore: epochMs(from + hour) })).rejects.toThrow(
      /expected a run that starts after .* UTC, the end of the bars .* judged, found a start at .* UTC/,
    )
    const short = market.map(bars => slice(bars, 0, bars.openTime.length - 48))
    await expect(againstReplay({ ...usual, market: short, journal })).rejects.toThrow(/fetch the bars in between/)
    const { comparison, journalReplay } = await againstReplay({ ...usual, journal, notBefore: from })
    expect(comparison).toMatchObject({ differenceUsd: 0, quality: 1 })
    expect(journalReplay.to).toBeLessThanOrEqual(to)
  })

  test('has the numbers that the gates require', async () => {
    const { comparison, journalReplay } = await againstReplay({ ...usual, journal })
    const { paper } = readThresholds().triple
    expect(Object.keys(paperOf(journalReplay, comparison))).toEqual(
      expect.arrayContaining(['days', 'trades', 'signals', 'quality']),
    )
    expect(Object.keys(paper)).toEqual(expect.arrayContaining(['days', 'trades', 'signals', 'quality', 'performance']))
  })
})
