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

/** Words after which a life ends itself, short of the eleven of a whole run: however late we come, each life is killed. */
const longestLife = 10

/** Rehearses, and says "safe until" a time whenever everything up to it is on the disk. */
const program = `
  import { writeSync } from 'node:fs'
  import { rehearse } from './runtime/rehearsal/rehearse.ts'
  import { livelyRehearsal } from './runtime/testing/rehearsal.ts'
  let words = 0
  const onProgress = (share, at) => {
    writeSync(1, 'safe until ' + at + '\\n')
    if (++words === ${longestLife}) process.kill(process.pid, 'SIGKILL')
  }
  await rehearse({ ...livelyRehearsal(process.argv[2], { bars: ${bars} }), onProgress })`

/** Lets a life of the run speak so many times, waits a little, and kills it. @returns the last that it said */
async function livedUntil(journal: string, words: number, ms: number): Promise<string> {
  const child = await start(program, [journal])
  alive.add(child)
  const lines = linesOf(child)
  let said = ''
  let heard = 0
  await new Promise<void>(resolve => {
    lines.on('line', line => {
      said = line
      if (++heard === words) resolve()
    })
    lines.on('close', resolve)
  })
  await pause(ms)
  child.kill('SIGKILL')
  await Promise.all([child.exitCode ?? child.signalCode ?? once(child, 'exit'), pause(5)])
  alive.delete(child)
  return said
}

test('a runtime killed time and again, and started again each time, ends as one that was never interrupted', async () => {
  const journal = join(folder, 'killed.jsonl')
  const chance = random(20)
  let survived = 0
  for (let life = 1; life <= 7; life++) {
    // The run speaks eleven times: some lives end while they live through an earlier one again, most a little after it.
    const words = integer(chance, Math.ceil(life / 2), life)
    const said = await livedUntil(journal, words, integer(chance, 0, 40))
    const records = [...readJournal(journal)]
    // What a life has written no later one takes back.
    expect(records.length).toBeGreaterThanOrEqual(survived)
    survived = records.length
    const told = /^safe until (\d+)$/.exec(said)?.[1]
    expect(told, `life ${life} said "${said}"`).toBeDefined()
    const closes = records.map(({ payload }) => payload as Event).filter(event => event.kind === 'barsClosed')
    expect(closes.at(-1)?.at).toBeGreaterThanOrEqual(Number(told))
  }
  const resumed = await rehearse(livelyRehearsal(journal, { bars }))
  const uninterrupted = await rehearse(livelyRehearsal(join(folder, 'whole.jsonl'), { bars }))
  expect(resumed.replayed).toBe(survived)
  expect(resumed.outcome).toEqual(uninterrupted.outcome)
  expect(resumed.state).toEqual(uninterrupted.state)
  expect(uninterrupted.outcome.trades.length).toBeGreaterThan(100)
}, 600_000)
