import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseStrategy } from './parse.ts'
import { complete, known } from './reference/complete.ts'
import { writeStrategy } from './write.ts'

const strategy = { ...complete, approvals: [] }
const text = writeStrategy(strategy, known)
const begin = text.indexOf('format:')
const end = text.indexOf('approvals:')

/** Whoever changes a judged file gets a refusal, or has changed nothing that means anything. */
function isHarmless(edited: string): boolean {
  const parsed = parseStrategy(edited, known)
  if (parsed.ok) expect(parsed.value).toStrictEqual(strategy)
  return parsed.ok
}

/** A digit for a digit and a letter for a letter stay plausible; the others change what the line is. */
const substitutes = (character: string): string =>
  /\d/.test(character) ? `${(Number(character) + 1) % 10}` : /[a-z]/i.test(character) ? 'x' : '7'

// Reading a file takes its time: every digit is changed and taken out, of other characters every second, by turns.
const isTried = (i: number, turn: number) => /\d/.test(text[i]) || i % 2 === turn

test('one character changed anywhere in the content is refused or means the same, and a digit is always refused', {
  timeout: 600_000,
}, () => {
  for (let i = begin; i < end; i++) {
    if (!isTried(i, 0)) continue
    const harmless = isHarmless(text.slice(0, i) + substitutes(text[i]) + text.slice(i + 1))
    if (/\d/.test(text[i])) expect(harmless).toBe(false)
  }
})

test('one character taken out anywhere in the content is refused or means the same', { timeout: 600_000 }, () => {
  for (let i = begin; i < end; i++) if (isTried(i, 1)) isHarmless(text.slice(0, i) + text.slice(i + 1))
})

test('any piece replaced by any other text is refused or means the same', { timeout: 600_000 }, () => {
  const place = fc.integer({ min: begin, max: end })
  const piece = fc.oneof(fc.string({ unit: 'binary', maxLength: 8 }), fc.stringMatching(/^[\n :,{}[\]#'"%x0-9-]{1,8}$/))
  fc.assert(
    fc.property(place, fc.nat(6), piece, (at, removed, inserted) => {
      isHarmless(text.slice(0, at) + inserted + text.slice(at + removed))
    }),
    { numRuns: 400 },
  )
})
