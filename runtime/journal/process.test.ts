import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, expect, test } from 'vitest'
import { wallClock } from '../../lab/clock.ts'
import { integer, random } from '../../lab/random.ts'
import { linesOf, start } from '../../lab/testing/program.ts'
import { openJournal } from './open.ts'
import { readJournal } from './read.ts'

const folder = mkdtempSync(join(tmpdir(), 'journal-'))
const children: ChildProcess[] = []
afterAll(() => {
  for (const child of children) child.kill('SIGKILL')
  rmSync(folder, { recursive: true })
})

/** Appends 1, 2, 3 …, continuing where the journal ends, and prints "saved n" after each. */
const program = `
  import { writeSync } from 'node:fs'
  import { wallClock } from './lab/clock.ts'
  import { openJournal } from './runtime/journal/open.ts'
  const { journal } = openJournal(process.argv[2], wallClock)
  for (;;) {
    const n = journal.seq + 1
    journal.append('count', { n, pad: 'x'.repeat((n * 7919) % 5000) })
    writeSync(1, 'saved ' + n + '\\n')
  }`

/** Starts the writer. Resolves when it has printed its first line. */
async function writer(path: string, onLine: (line: string) => void = () => {}) {
  const child = await start(program, [path])
  children.push(child)
  const lines = linesOf(child).on('line', onLine)
  const [first] = await Promise.race([once(lines, 'line'), once(lines, 'close')])
  if (first === undefined) throw new Error('the writer ended without printing a line')
  return {
    pid: child.pid,
    async kill() {
      child.kill('SIGKILL')
      await Promise.all([once(child, 'exit'), once(lines, 'close')])
    },
  }
}

test('after a kill, the journal holds every record that the process reported as saved', async () => {
  const path = join(folder, 'killed.jsonl')
  const dice = random(20)
  let reported = 0
  for (let round = 1; round <= 20; round++) {
    const child = await writer(path, line => {
      reported = Number(line.replace('saved ', ''))
    })
    await pause(integer(dice, 0, 40))
    await child.kill()
    const records = [...readJournal(path)]
    // The kill may come between the saving of a record and its report.
    expect(records.length - reported === 0 || records.length - reported === 1).toBe(true)
    expect(records.every((record, i) => (record.payload as { n: number }).n === i + 1)).toBe(true)
  }
}, 600_000)

test('a journal has one writer at a time, and the next may follow', async () => {
  const path = join(folder, 'locked.jsonl')
  const child = await writer(path)
  expect(() => openJournal(path, wallClock)).toThrow(
    new RegExp(`expected to be its only writer, found ${path}.lock of process ${child.pid} on ${hostname()}`),
  )
  await child.kill()
  const { journal } = openJournal(path, wallClock)
  expect(() => openJournal(path, wallClock)).toThrow(new RegExp(`of process ${process.pid}`))
  journal.close()
  expect(existsSync(`${path}.lock`)).toBe(false)
})

test('the lock of another machine is never taken over', () => {
  const path = join(folder, 'elsewhere.jsonl')
  writeFileSync(`${path}.lock`, 'process 1 on another-machine')
  expect(() => openJournal(path, wallClock)).toThrow(/of process 1 on another-machine/)
  expect(readFileSync(`${path}.lock`, 'utf8')).toBe('process 1 on another-machine')
})

test.skipIf(!existsSync('/proc/self/stat'))(
  'the lock of a dead process is taken over even if another process has its id now',
  () => {
    const path = join(folder, 'reborn.jsonl')
    writeFileSync(`${path}.lock`, `process ${process.pid} on ${hostname()}, born 1 of boot none`)
    openJournal(path, wallClock).journal.close()
    expect(existsSync(`${path}.lock`)).toBe(false)
  },
)

test.skipIf(!existsSync('/proc/self/stat'))(
  'the lock of a killed process is taken over before its parent has noticed',
  async () => {
    const path = join(folder, 'unburied.jsonl')
    const parent = spawn('sh', ['-c', 'sleep 0.1 & echo $!; exec sleep 60'], { stdio: ['ignore', 'pipe', 'inherit'] })
    children.push(parent)
    const [pid] = await once(createInterface({ input: parent.stdout }), 'line')
    const life = () => readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ')
    while (life()[0] !== 'Z') await pause(10)
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
    writeFileSync(`${path}.lock`, `process ${pid} on ${hostname()}, born ${life()[19]} of boot ${boot}`)
    openJournal(path, wallClock).journal.close()
    expect(existsSync(`${path}.lock`)).toBe(false)
  },
)

test('a journal that cannot be opened leaves no lock behind', () => {
  const path = join(folder, 'damaged.jsonl')
  const { journal } = openJournal(path, wallClock)
  journal.appendAll([1, 2, 3].map(payload => ({ kind: 'count', payload })))
  journal.close()
  writeFileSync(path, readFileSync(path, 'utf8').replace('"payload":2', '"payload":7'))
  expect(() => openJournal(path, wallClock)).toThrow(/line 2: expected checksum/)
  expect(existsSync(`${path}.lock`)).toBe(false)
})
