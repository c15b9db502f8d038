import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  appendFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { integer, random } from '../random.ts'
import { program } from '../testing/program.ts'
import { type Ledger, openLedger } from './ledger.ts'
import { type Subject, subjectId } from './subject.ts'
import { subjectOn } from './testing/subject.ts'
import { family } from './testing/trials.ts'

const folder = mkdtempSync(join(tmpdir(), 'seedbed-ledger-'))
afterAll(() => rmSync(folder, { recursive: true }))

const subject = subjectOn(['BTC', 'ETH'])
const trials = family({ groups: 5, size: 8, correlation: 0.5 })
const keysIn = (ledger: Ledger, on: Subject = subject) =>
  ledger.entries(on).flatMap(({ trials }) => trials.map(({ key }) => key))
const pathsIn = (name: string, on: Subject = subject) => {
  const inside = join(folder, name, subjectId(on))
  return readdirSync(inside).map(file => join(inside, file))
}

async function recorded(name: string, ...batches: readonly (typeof trials)[]): Promise<Ledger> {
  const ledger = openLedger(join(folder, name))
  for (const batch of batches) await ledger.record('first', subject, batch)
  await ledger.close()
  return ledger
}

describe('a ledger', () => {
  test('returns what was recorded, to the last bit, by run and subject', async () => {
    const ledger = await recorded('whole', trials.slice(0, 7), trials.slice(7))
    const other = subjectOn(['SOL'])
    expect(await ledger.record('second', other, trials.slice(0, 3))).toBe(3)
    await ledger.close()
    const again = openLedger(join(folder, 'whole'))
    expect(again.entries(subject)).toStrictEqual([{ run: 'first', subject, trials }])
    expect(again.entries(other)).toStrictEqual([{ run: 'second', subject: other, trials: trials.slice(0, 3) }])
    expect(again.entries(subjectOn(['DOGE']))).toEqual([])
    expect(new Set(again.subjects().map(subjectId))).toEqual(new Set([subject, other].map(subjectId)))
  })

  test('counts a repeated trial once: within a run, after a resume, and in another run', async () => {
    const ledger = await recorded('once', trials.slice(0, 20))
    expect(await ledger.record('first', subject, [...trials.slice(10, 30), ...trials.slice(25, 30)])).toBe(10)
    expect(await ledger.record('second', subject, trials)).toBe(10)
    expect(await ledger.record('second', subject, trials)).toBe(0)
    await ledger.close()
    expect(keysIn(ledger).sort()).toEqual(trials.map(({ key }) => key).sort())
  })

  test('creates nothing on disk before the first record', async () => {
    const ledger = openLedger(join(folder, 'nothing'))
    expect([ledger.subjects(), ledger.entries(subject), await ledger.record('first', subject, [])]).toEqual([[], [], 0])
    await ledger.close()
    expect(readdirSync(folder)).not.toContain('nothing')
  })

  test('refuses an invalid run name', async () => {
    const ledger = openLedger(join(folder, 'nothing'))
    for (const run of ['', '../up', 'A', 'a.b'])
      await expect(ledger.record(run, subject, trials)).rejects.toThrow('is not a valid run name')
  })

  test('supports two processes at once', async () => {
    const ledger = join(folder, 'two')
    const recording = await program(
      `import { openLedger } from './lab/ledger/ledger.ts'
       import { subjectOn } from './lab/ledger/testing/subject.ts'
       import { family } from './lab/ledger/testing/trials.ts'
       const ledger = openLedger(process.argv[2])
       const trials = family({ groups: 5, size: 8, correlation: 0.5 })
       for (let i = 0; i < 40; i += 4) await ledger.record('first', subjectOn(['BTC', 'ETH']), trials.slice(i, i + 4))
       await ledger.close()`,
    )
    const both = [0, 1].map(() => spawn(process.execPath, [recording, ledger], { stdio: 'inherit' }))
    expect(await Promise.all(both.map(one => once(one, 'close')))).toEqual([
      [0, null],
      [0, null],
    ])
    const keys = keysIn(openLedger(ledger))
    expect(new Set(keys)).toEqual(new Set(trials.map(({ key }) => key)))
  })

  test('costs less than 20 MB for fifty thousand trials', async () => {
    await recorded('small', trials.slice(0, 10))
    const [few] = pathsIn('small').map(path => statSync(path).size)
    await recorded('large', trials)
    const [many] = pathsIn('large').map(path => statSync(path).size)
    expect(((many - few) / (trials.length - 10)) * 50_000).toBeLessThan(20e6)
  })
})

describe('a ledger file', async () => {
  await recorded('file', trials.slice(0, 9), trials.slice(9, 12), trials.slice(12))
  const [path] = pathsIn('file')
  const bytes = readFileSync(path)
  /** A ledger with a single file of this content. */
  const holding = (name: string, content: Buffer): Ledger => {
    const ledger = join(folder, name)
    const file = path.replace(join(folder, 'file'), ledger)
    rmSync(ledger, { recursive: true, force: true })
    const { mkdirSync } = process.getBuiltinModule('node:fs')
    mkdirSync(join(file, '..'), { recursive: true })
    writeFileSync(file, content)
    return openLedger(ledger)
  }
  const counts = [0, 0, 9, 12, 40]

  test('truncated anywhere keeps its complete blocks, and is not appended to', async () => {
    const seen = new Set<number>()
    const chance = random(3)
    for (let i = 0; i < 200; i++) {
      const ledger = holding('cut', bytes.subarray(0, integer(chance, 0, bytes.length)))
      const count = keysIn(ledger).length
      expect(counts).toContain(count)
      seen.add(count)
    }
    expect(seen.size).toBeGreaterThan(2)
    const ledger = holding('cut', bytes.subarray(0, bytes.length - 1))
    expect(await ledger.record('first', subject, trials)).toBe(28)
    await ledger.close()
    expect(pathsIn('cut')).toHaveLength(2)
    expect(keysIn(ledger)).toHaveLength(40)
  })

  test('that ends in zeros of a power cut keeps its complete blocks', () => {
    expect(keysIn(holding('zeros', Buffer.concat([bytes, Buffer.alloc(5_000)])))).toHaveLength(40)
  })

  test('with any changed byte is an error with file and position, not a shorter ledger', () => {
    const chance = random(4)
    for (let i = 0; i < 300; i++) {
      const corrupted = Buffer.from(bytes)
      // Changed lengths in particular: a longer length must not look like a truncated block.
      const at = i < 60 ? i : integer(chance, 0, bytes.length - 1)
      corrupted[at] ^= 1 << integer(chance, 0, 7)
      const ledger = holding('corrupted', corrupted)
      expect(() => keysIn(ledger), `byte ${at}`).toThrow(/0001\.trials: damaged at byte \d+: expected/)
    }
  })

  test('that is damaged prevents recording', async () => {
    const corrupted = Buffer.from(bytes)
    corrupted[100] ^= 1
    await expect(holding('corrupted', corrupted).record('first', subject, trials)).rejects.toThrow('damaged at byte')
  })

  test('followed by other bytes is damaged', () => {
    const ledger = holding('after', bytes)
    const [file] = pathsIn('after')
    appendFileSync(file, 'and some more words')
    expect(() => keysIn(ledger)).toThrow(`damaged at byte ${bytes.length}`)
  })

  test('in a folder that was renamed is an error', () => {
    const ledger = holding('moved', bytes)
    renameSync(join(folder, 'moved', subjectId(subject)), join(folder, 'moved', 'f'.repeat(64)))
    expect(() => ledger.subjects()).toThrow('it was renamed')
  })
})
