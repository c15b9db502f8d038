import { mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import type { Clock } from '../../lab/clock.ts'
import { epochMs } from '../../lab/market/units.ts'
import { Journal } from './journal.ts'
import { openJournal } from './open.ts'
import { readJournal } from './read.ts'
import { type JournalRecord, start } from './record.ts'

const folder = mkdtempSync(join(tmpdir(), 'journal-'))
afterAll(() => rmSync(folder, { recursive: true }))
let files = 0
const fresh = () => join(folder, `${files++}.jsonl`)

function ticking(): Clock {
  let now = 1_700_000_000_000
  return () => epochMs((now += 1_000))
}

function written(entries: readonly (readonly [kind: string, payload: unknown])[]): string {
  const path = fresh()
  const { journal } = openJournal(path, ticking())
  for (const [kind, payload] of entries) journal.append(kind, payload)
  journal.close()
  return path
}

/** Opens the journal for writing, collects its records, and closes it. */
function opened(path: string) {
  const records: JournalRecord[] = []
  const { journal, cut } = openJournal(path, ticking(), record => records.push(record))
  journal.close()
  return { records, cut }
}

const five = [
  ['barClosed', { symbol: 'BTC', close: 97_123.5 }],
  ['command', { kind: 'place', size: -0.25 }],
  ['filled', { note: 'naïve — {"seq":1,"sum":"0000000000000000"}\n' }],
  ['stop', null],
  ['filled', [1, [2, {}]]],
] as const

test('a reopened journal holds every appended record and continues the numbering', () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(fc.tuple(fc.string(), fc.jsonValue()), { maxLength: 4 }), { maxLength: 5 }),
      batches => {
        const path = fresh()
        const expected: unknown[] = []
        for (const batch of batches) {
          const { journal, cut } = openJournal(path, ticking())
          expect([cut, journal.seq]).toEqual([undefined, expected.length])
          journal.appendAll(batch.map(([kind, payload]) => ({ kind, payload })))
          journal.close()
          for (const [kind, payload] of batch) {
            expected.push({ seq: expected.length + 1, kind, payload: JSON.parse(JSON.stringify(payload)) })
          }
        }
        const found = batches.length === 0 ? [] : [...readJournal(path)]
        expect(found.map(({ seq, kind, payload }) => ({ seq, kind, payload }))).toEqual(expected)
      },
    ),
    { numRuns: 60 },
  )
})

test('records longer than one read of the file come back whole', () => {
  const long = ['a', 'é', '\u{1f331}'].map(letter => letter.repeat(300_000))
  const path = written(long.map(text => ['long', text]))
  expect([...readJournal(path)].map(record => record.payload)).toEqual(long)
})

test('the time of a record comes from the clock that is passed in', () => {
  const path = written(five)
  expect([...readJournal(path)].map(record => record.at)).toEqual(
    [1, 2, 3, 4, 5].map(n => 1_700_000_000_000 + n * 1_000),
  )
})

test('reading a missing journal fails: it does not count as an empty one', () => {
  expect(() => [...readJournal(fresh())]).toThrow(/ENOENT/)
})

describe('a write cut short', () => {
  test('at any byte loses only the unfinished record, whose bytes are kept in a file beside the journal', () => {
    const path = written(five.slice(2))
    const bytes = readFileSync(path)
    const all = [...readJournal(path)]
    const ends = [...bytes.entries()].filter(([, byte]) => byte === 10).map(([i]) => i + 1)
    const torn = fresh()
    for (let length = 0; length <= bytes.length; length++) {
      writeFileSync(torn, bytes.subarray(0, length))
      const complete = ends.filter(end => end <= length)
      const rest = length - (complete.at(-1) ?? 0)
      const { records, cut } = opened(torn)
      expect([length, records]).toEqual([length, all.slice(0, complete.length)])
      expect([length, cut?.bytes]).toEqual([length, rest === 0 ? undefined : rest])
      if (cut) {
        expect(readFileSync(cut.keptIn)).toEqual(bytes.subarray(length - rest, length))
        rmSync(cut.keptIn)
      }
      expect(readFileSync(torn)).toEqual(bytes.subarray(0, length - rest))
    }
  })

  test('is followed by new records without a gap in the numbering', () => {
    const path = written(five)
    writeFileSync(path, '{"seq":6,"at":17', { flag: 'a' })
    const { journal, cut } = openJournal(path, ticking())
    expect(cut).toEqual({
      bytes: 16,
      why: 'line 6: a line of 16 bytes that does not end',
      keptIn: `${path}.torn-1`,
    })
    journal.append('next', 6)
    journal.close()
    expect([...readJournal(path)].map(record => record.seq)).toEqual([1, 2, 3, 4, 5, 6])
  })

  test('may leave any bytes behind, even more than the longest record', () => {
    const path = written(five)
    writeFileSync(path, Buffer.alloc(20_000_000), { flag: 'a' })
    writeFileSync(path, '\n\n{}\nnot a record\n', { flag: 'a' })
    const { records, cut } = opened(path)
    expect([records.length, cut?.bytes]).toEqual([5, 20_000_018])
  })

  test('never overwrites the kept bytes of an earlier one', () => {
    const path = written(five)
    for (const n of [1, 2, 3]) {
      writeFileSync(path, 'x', { flag: 'a' })
      expect(opened(path).cut?.keptIn).toBe(`${path}.torn-${n}`)
    }
  })
})

describe('damage', () => {
  /** The records before the damage, and the message about it. */
  function read(bytes: Buffer): { records: JournalRecord[]; message: string | undefined } {
    const path = join(folder, 'damaged.jsonl')
    writeFileSync(path, bytes)
    const records: JournalRecord[] = []
    const reading = readJournal(path)
    try {
      for (;;) {
        const next = reading.next()
        if (next.done) return { records, message: next.value.torn?.why }
        records.push(next.value)
      }
    } catch (error) {
      return { records, message: (error as Error).message }
    }
  }

  test('of any byte is reported, and never yields a record that was not written', () => {
    const path = written(five)
    const bytes = readFileSync(path)
    const all = [...readJournal(path)]
    for (let at = 0; at < bytes.length; at++) {
      for (const bit of [0x01, 0x20]) {
        const flipped = Buffer.from(bytes)
        flipped[at] ^= bit
        const { records, message } = read(flipped)
        expect([at, records]).toEqual([at, all.slice(0, records.length)])
        expect([at, message]).toEqual([at, expect.stringMatching(/^.*line \d+: .*(expected|bytes)/)])
      }
    }
  })

  test('before a whole record is not repaired; the error names file, line, expected and found', () => {
    const path = written(five)
    const bytes = readFileSync(path)
    bytes[bytes.indexOf('97123.5')] ^= 1
    writeFileSync(path, bytes)
    expect(() => opened(path)).toThrow(
      /jsonl, line 1: expected checksum [0-9a-f]{16}, found [0-9a-f]{16}; line 2 after it is a whole record, so this is damage and not an unfinished write$/,
    )
    expect(readFileSync(path)).toEqual(bytes)
  })

  const edits: [string, (lines: string[]) => string[], RegExp][] = [
    ['a line removed', lines => lines.toSpliced(2, 1), /line 3: expected record 3 after .*, found record 4 after/],
    [
      'the first line removed',
      lines => lines.slice(1),
      /line 1: expected record 1 after checksum 0{16}, found record 2/,
    ],
    ['a line repeated', lines => lines.toSpliced(2, 0, lines[1]), /line 3: expected record 3 after .*, found record 2/],
    [
      'two lines exchanged',
      ([a, b, c, ...rest]) => [a, c, b, ...rest],
      /line 2: expected record 2 after .*, found record 3/,
    ],
  ]
  test.each(edits)('by %s is reported', (_, edit, message) => {
    const lines = readFileSync(written(five), 'utf8').trimEnd().split('\n')
    expect(read(Buffer.from(`${edit(lines).join('\n')}\n`)).message).toMatch(message)
  })

  test('by a line of another journal is reported', () => {
    const mine = readFileSync(written(five), 'utf8').split('\n')
    const theirs = readFileSync(written([['other', 1], ...five.slice(1)]), 'utf8').split('\n')
    expect(read(Buffer.from([mine[0], ...theirs.slice(1)].join('\n'))).message).toMatch(
      /line 2: expected record 2 after checksum/,
    )
  })
})

describe('a disk that fails', () => {
  const onto = (fd: number) =>
    new Journal({ path: 'j', fd, clock: ticking(), sync: true, last: start, release: () => {} })

  test.skipIf(process.platform !== 'linux')('because it is full is reported, and no later record is written', () => {
    const journal = onto(openSync('/dev/full', 'a'))
    expect(() => journal.append('order', 1)).toThrow(/^j: record 1 could not be saved: ENOSPC/)
    expect(() => journal.append('order', 1)).toThrow(/^j: cannot write: record 1 could not be saved$/)
    expect(journal.seq).toBe(0)
    journal.close()
  })

  test('because the file is not writable is reported', () => {
    const journal = onto(openSync(written(five), 'r'))
    expect(() => journal.append('order', 1)).toThrow(/record 1 could not be saved: EBADF/)
    journal.close()
  })
})

test('when one payload is refused, nothing of its batch is written and the journal stays usable', () => {
  const path = fresh()
  const { journal } = openJournal(path, ticking())
  expect(() =>
    journal.appendAll([
      { kind: 'good', payload: 1 },
      { kind: 'bad', payload: Number.NaN },
    ]),
  ).toThrow(RangeError)
  expect(journal.append('good', 2).seq).toBe(1)
  journal.close()
  expect([...readJournal(path)].map(record => record.payload)).toEqual([2])
})

test('a closed journal takes no record', () => {
  const { journal } = openJournal(fresh(), ticking())
  journal.close()
  journal.close()
  expect(() => journal.append('late', 1)).toThrow(/cannot write: it is closed/)
})
