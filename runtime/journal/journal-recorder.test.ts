import { copyFileSync, mkdtempSync, rmSync, statSync, truncateSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { epochMs } from '../../lab/market/units.ts'
import { integer, random } from '../../lab/random.ts'
import { newYear } from '../../lab/testing/crafted.ts'
import { begin, decide } from '../decide.ts'
import { type Rehearsal, rehearse } from '../rehearsal/rehearse.ts'
import type { Command, Event, State } from '../state.ts'
import { livelyRehearsal } from '../testing/rehearsal.ts'
import { JournalRecorder } from './journal-recorder.ts'
import { readJournal } from './read.ts'

const folder = mkdtempSync(join(tmpdir(), 'seedbed-journal-recorder-'))
afterAll(() => rmSync(folder, { recursive: true }))

const whole = join(folder, 'whole.jsonl')
let uninterrupted: Rehearsal
beforeAll(async () => {
  uninterrupted = await rehearse(livelyRehearsal(whole))
})

/** A copy of the whole journal, cut to its first `bytes` bytes. */
function torn(bytes: number): string {
  const path = join(folder, `torn-at-${bytes}.jsonl`)
  copyFileSync(whole, path)
  truncateSync(path, bytes)
  return path
}

test('replaying the journal through decide gives the recorded commands', () => {
  const { strategy, instruments } = livelyRehearsal(whole)
  let state: State = begin({ at: newYear, run: '', cash: 0 })
  let expected: readonly Command[] = []
  const found: Command[] = []
  let events = 0
  for (const { kind, payload } of readJournal(whole)) {
    if (kind === 'command') {
      found.push(payload as Command)
      continue
    }
    expect(found).toEqual(expected)
    found.length = 0
    const [next, commands] = decide({ strategy, instruments }, state, payload as Event)
    state = next
    expected = JSON.parse(JSON.stringify(commands))
    events++
  }
  expect(found).toEqual(expected)
  expect(events).toBeGreaterThan(1_000)
  expect(state).toEqual(uninterrupted.state)
})

describe('a run that is started again', () => {
  test('after its end replays the whole journal and adds no record', async () => {
    const size = statSync(whole).size
    const again = await rehearse(livelyRehearsal(whole))
    expect(again).toEqual({ ...uninterrupted, replayed: [...readJournal(whole)].length })
    expect(statSync(whole).size).toBe(size)
  })

  test('on a journal torn at any byte ends like a run without interruption', async () => {
    const { size } = statSync(whole)
    const chance = random(77)
    const written = [...readJournal(whole)].map(({ kind, payload }) => ({ kind, payload }))
    for (let k = 0; k < 12; k++) {
      const path = torn(integer(chance, 1, size - 1))
      const { outcome, state } = await rehearse(livelyRehearsal(path))
      expect(outcome).toEqual(uninterrupted.outcome)
      expect(state).toEqual(uninterrupted.state)
      expect([...readJournal(path)].map(({ kind, payload }) => ({ kind, payload }))).toEqual(written)
    }
  })

  const refused: readonly (readonly [string, Partial<Parameters<typeof rehearse>[0]>])[] = [
    ['over other bars', { market: livelyRehearsal('', { seed: 32 }).market }],
    ['with other exits', { strategy: { ...livelyRehearsal('').strategy, exits: { stop: 0.01 } } }],
    ['with other costs', { costs: { ...livelyRehearsal('').costs, taker: 9 } }],
    ['with other money', { cash: 20_000 }],
    ['under another name', { run: 'another' }],
  ]
  test.each(refused)('%s is refused, and the journal stays as it was', async (_, changes) => {
    const path = torn(40_000)
    const before = [...readJournal(path)]
    await expect(rehearse({ ...livelyRehearsal(path), ...changes })).rejects.toThrow(
      /torn-at-40000\.jsonl: record \d+: expected \{.* as recorded, found \{.*: bars, strategy or program differ from those of the run/,
    )
    expect([...readJournal(path)]).toEqual(before)
    // The journal's lock is free again: this process can resume the right run.
    expect((await rehearse(livelyRehearsal(path))).outcome).toEqual(uninterrupted.outcome)
  })

  test('over a shorter time than its journal is refused', async () => {
    const { market, ...rest } = livelyRehearsal(torn(100_000))
    const shorter = { ...rest, market, to: epochMs(market[0].openTime[110]) }
    await expect(rehearse(shorter)).rejects.toThrow(/holds records after the last bar/)
  })
})

test('records with commands are on the disk at once; records without commands may wait', () => {
  const path = join(folder, 'flushed.jsonl')
  const journalRecorder = new JournalRecorder(path, () => newYear)
  const event = { kind: 'halt', at: newYear, why: 'enough' } as const
  journalRecorder.record(event, [])
  expect([...readJournal(path)]).toHaveLength(0)
  journalRecorder.record(event, [{ kind: 'halted', why: 'enough' }])
  expect([...readJournal(path)].map(({ kind }) => kind)).toEqual(['event', 'event', 'command'])
  journalRecorder.record(event, [])
  journalRecorder.close()
  expect([...readJournal(path)]).toHaveLength(4)
})
