import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { begin, decide } from '../../runtime/decide.ts'
import { readJournal } from '../../runtime/journal/read.ts'
import type { Command, Event, State } from '../../runtime/state.ts'
import type { Outcome } from '../market/outcome.ts'
import { integer, random } from '../random.ts'
import { breakout, syntheticInstruments } from '../testing/crafted.ts'
import { rehearsal } from './reference/rehearsal.ts'

const folder = mkdtempSync(join(tmpdir(), 'seedbed-rehearse-'))
afterAll(() => rmSync(folder, { recursive: true }))
const whole = join(folder, 'whole.jsonl')
let expected: Outcome

beforeAll(async () => {
  expected = (await rehearsal(whole)).outcome
})

describe('a rehearsal', () => {
  test('leaves a journal whose events, replayed through the mind, give the commands that it holds', () => {
    const universe = ['SYN-A', 'SYN-B']
    const strategy = breakout({
      universe,
      sizing: { fraction: 0.4, leverage: 5, rebalance: 0.1 },
      exits: { stop: 0.02, trailing: 0.03, target: 0.04, time: 15 },
    })
    const desk = { strategy, instruments: syntheticInstruments(universe) }
    let state: State | undefined
    let due: Command[] = []
    let [events, commands] = [0, 0]
    for (const { kind, payload } of readJournal(whole)) {
      if (kind === 'command') {
        expect(JSON.parse(JSON.stringify(due.shift()))).toEqual(payload)
        commands++
        continue
      }
      expect(due).toEqual([])
      const event = payload as Event
      if (event.kind === 'started') state = begin(event)
      const [next, decided] = decide(desk, state as State, event)
      state = next
      due = [...decided]
      events++
    }
    expect(events).toBeGreaterThan(2_500)
    expect(commands).toBeGreaterThan(200)
  })

  test('takes part in every kind of order', () => {
    const reasons = new Set(expected.executions.map(({ reason }) => reason))
    expect([...reasons].sort()).toEqual(['enter', 'exit', 'stop', 'target', 'time', 'trailing'])
  })

  test('carries on from a journal cut off at any byte, to the same end', async () => {
    const chance = random(3)
    for (let k = 0; k < 4; k++) {
      const journal = join(folder, `cut-${k}.jsonl`)
      writeFileSync(journal, readFileSync(whole))
      truncateSync(journal, integer(chance, 0, statSync(whole).size))
      const { outcome, replayed } = await rehearsal(journal)
      expect(outcome).toEqual(expected)
      expect(replayed).toBeGreaterThanOrEqual(0)
      expect(readFileSync(journal).equals(readFileSync(whole))).toBe(true)
    }
  })

  test('killed again and again carries on from what it said was safe, to the same end', async () => {
    const journal = join(folder, 'killed.jsonl')
    const chance = random(8)
    let kills = 0
    for (let k = 0; k < 8; k++) {
      const { ended, safe } = await untilKilled(journal, integer(chance, 0, 5))
      if (ended) break
      kills++
      if (safe === undefined) continue
      // What was told is on the disk: the newest bar in the journal is not older.
      let newest = 0
      for (const { payload } of readJournal(journal)) {
        const event = payload as Event
        if (event.kind === 'barsClosed') newest = event.at
      }
      const times = expected.time
      expect((newest - times[0]) / (times[times.length - 1] - times[0])).toBeGreaterThan(safe - 0.01)
    }
    expect(kills).toBeGreaterThan(2)
    expect((await rehearsal(journal)).outcome).toEqual(expected)
  })

  test('does not carry on another strategy’s journal', async () => {
    const journal = join(folder, 'other.jsonl')
    writeFileSync(journal, readFileSync(whole))
    await expect(rehearsal(journal, undefined, 0.05)).rejects.toThrow(
      /record \d+ is .* but now it would be .*start another run/s,
    )
    expect(readFileSync(journal).equals(readFileSync(whole))).toBe(true)
  })
})

/** Runs the rehearsal in a process of its own and kills it after so many signs of progress. */
function untilKilled(journal: string, after: number): Promise<{ ended: boolean; safe: number | undefined }> {
  const script = new URL('./reference/rehearsal.ts', import.meta.url).pathname
  const child = spawn(process.execPath, ['--import', 'tsx', script, journal])
  return new Promise((resolve, reject) => {
    let [ended, signs] = [false, 0]
    let safe: number | undefined
    child.stdout.on('data', chunk => {
      for (const line of String(chunk).split('\n')) {
        if (line.startsWith('ended')) ended = true
        if (!line.startsWith('safe')) continue
        safe = Number(line.slice(5))
        if (++signs > after) child.kill('SIGKILL')
      }
    })
    child.on('error', reject)
    child.on('exit', () => resolve({ ended, safe }))
  })
}
