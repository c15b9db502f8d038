import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, expect, test } from 'vitest'
import { integer, random } from '../../lab/random.ts'
import { linesOf, start } from '../../lab/testing/program.ts'
import { readJournal } from '../journal/read.ts'
import type { Event } from '../state.ts'
import { livelyRehearsal } from '../testing/rehearsal.ts'
import { rehearse } from './rehearse.ts'

const folder = mkdtempSync(join(tmpdir(), 'seedbed-killed-'))
const alive = new Set<ChildProcess>()
afterAll(() => {
  for (const child of alive) child.kill('SIGKILL')
  rmSync(folder, { recursive: true })
})

const bars = 3_000

/** Lines after which a life kills itself, short of the eleven of a whole run, so that each is killed on a slow machine too. */
const longestLife = 10

/** Rehearses, and prints "safe until" a time once all records up to it are on the disk. */
const program = `
  import { writeSync } from 'node:fs'
  import { rehearse } from './runtime/rehearsal/rehearse.ts'
  import { livelyRehearsal } from './runtime/testing/rehearsal.ts'
  let printed = 0
  const onProgress = (share, at) => {
    writeSync(1, 'safe until ' + at + '\\n')
    if (++printed === ${longestLife}) process.kill(process.pid, 'SIGKILL')
  }
  await rehearse({ ...livelyRehearsal(process.argv[2], { bars: ${bars} }), onProgress })`

/** Starts the run, waits for `count` lines of output and `ms` more, and kills it. @returns its last line */
async function killedAfter(journal: string, count: number, ms: number): Promise<string> {
  const child = await start(program, [journal])
  alive.add(child)
  const lines = linesOf(child)
  let last = ''
  let received = 0
  await new Promise<void>(resolve => {
    lines.on('line', line => {
      last = line
      if (++received === count) resolve()
    })
    lines.on('close', resolve)
  })
  await pause(ms)
  child.kill('SIGKILL')
  await Promise.all([child.exitCode ?? child.signalCode ?? once(child, 'exit'), pause(5)])
  alive.delete(child)
  return last
}

test('a runtime that is killed and restarted many times ends like one without interruption', async () => {
  const journal = join(folder, 'killed.jsonl')
  const chance = random(20)
  let survived = 0
  for (let attempt = 1; attempt <= 7; attempt++) {
    // A whole run prints eleven lines. Some attempts are killed while they replay the journal, most a little after that.
    const lines = integer(chance, Math.ceil(attempt / 2), attempt)
    const last = await killedAfter(journal, lines, integer(chance, 0, 40))
    const records = [...readJournal(journal)]
    // No attempt removes records of an earlier one.
    expect(records.length).toBeGreaterThanOrEqual(survived)
    survived = records.length
    const safeUntil = /^safe until (\d+)$/.exec(last)?.[1]
    expect(safeUntil, `attempt ${attempt} printed "${last}"`).toBeDefined()
    const closes = records.map(({ payload }) => payload as Event).filter(event => event.kind === 'barsClosed')
    expect(closes.at(-1)?.at).toBeGreaterThanOrEqual(Number(safeUntil))
  }
  const resumed = await rehearse(livelyRehearsal(journal, { bars }))
  const uninterrupted = await rehearse(livelyRehearsal(join(folder, 'whole.jsonl'), { bars }))
  expect(resumed.replayed).toBe(survived)
  expect(resumed.outcome).toEqual(uninterrupted.outcome)
  expect(resumed.state).toEqual(uninterrupted.state)
  expect(uninterrupted.outcome.trades.length).toBeGreaterThan(100)
}, 600_000)
