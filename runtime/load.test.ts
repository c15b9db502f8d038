import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { day, epochMs, hour } from '../lab/market/units.ts'
import { approved } from '../lab/strategy/approval.ts'
import { approvers, publicKeyText } from '../lab/strategy/approvers.ts'
import type { Strategy } from '../lab/strategy/strategy.ts'
import { showFlaw } from '../lab/strategy/yaml/flaw.ts'
import { complete } from '../lab/strategy/yaml/reference/complete.ts'
import { writeStrategy } from '../lab/strategy/yaml/write.ts'
import { loadStrategy, type Trust } from './load.ts'

const mainnet = { name: 'mainnet', live: true }
const embedded = { name: 'embedded', live: false }
const now = epochMs(Date.UTC(2026, 0, 1))
const ada = generateKeyPairSync('ed25519')
const eve = generateKeyPairSync('ed25519')
const listed = (text: string) => {
  const read = approvers(text)
  if (!read.ok) throw new Error(read.error.map(flaw => showFlaw(flaw, 'approvers.yaml')).join('\n'))
  return read.value
}
const trust: Trust = {
  now,
  approvers: listed(
    `approvers:\n  - { name: Ada Lovelace, key: ${publicKeyText(ada.publicKey)}, stages: [paper, canary, live] }\n` +
      `  - { name: Paper Only, key: ${publicKeyText(eve.publicKey)}, stages: [paper] }\n`,
  ),
}

const { scaling: _, ...sizing } = complete.sizing
const good: Strategy = {
  ...complete,
  seeds: [{ name: 'ema-cross', weight: 1, genes: { fast: 12, gap: 20, band: 0.001 } }],
  sizing,
  synthetic: false,
  stage: 'live',
  expires: epochMs(now + 30 * day),
  evidence: {
    ...(complete.evidence as NonNullable<Strategy['evidence']>),
    gates: [{ gate: 'G2 deflated Sharpe ratio', verdict: 'pass', found: 0.97, required: 0.95 }],
    paper: {
      ...{ run: 'calm-cross-1', venue: 'testnet', from: epochMs(now - 30 * day), to: now },
      journal: `sha256:${'9f86d081884c7d65'.repeat(4)}`,
    },
  },
  approvals: [],
}
const { paper: __, ...unseen } = good.evidence!
const signed = (strategy: Strategy, by = 'Ada Lovelace', at = epochMs(now - hour), key = ada.privateKey) =>
  approved(strategy, by, at, key)
const text = (strategy: Strategy) => writeStrategy(strategy)
function why(file: string, venue = mainnet, whom: Trust = trust): readonly string[] {
  const loaded = loadStrategy(file, venue, undefined, whom)
  return loaded.ok ? [] : loaded.error.map(flaw => `${flaw.path}: ${flaw.why}`)
}

describe('a live venue', () => {
  test('takes a file that was judged, approved by a person on the list, and has not expired', () => {
    expect(why(text(signed(good)))).toEqual([])
    expect(why(text(signed({ ...good, stage: 'canary' })))).toEqual([])
  })

  test.each<[string, Partial<Strategy>, RegExp]>([
    ['was bred on a simulated market', { synthetic: true }, /synthetic: bred on a simulated market/],
    ['is a candidate', { stage: 'candidate' }, /stage: found candidate/],
    ['is paper', { stage: 'paper' }, /^stage: found paper/],
    ['expires now', { expires: now }, /^expires: expired on 2026-01-01/],
    [
      'failed a gate',
      { evidence: { ...good.evidence!, gates: [{ gate: 'G0 data', verdict: 'fail', required: 0 }] } },
      /G0 data/,
    ],
    [
      'has a gate without a verdict',
      { evidence: { ...good.evidence!, gates: [{ gate: 'G9', verdict: 'cannot say', required: 0 }] } },
      /G9/,
    ],
    ['has no paper run', { evidence: unseen }, /evidence: no paper run: it has not traded on paper yet/],
    ['no gate has judged', { evidence: { ...good.evidence!, gates: [] } }, /no evidence/],
  ])('refuses a signed file that %s', (_, changes, expected) => {
    const found = why(text(signed({ ...good, ...changes })))
    expect(found.join('\n')).toMatch(expected)
  })

  test('refuses a file without expiry, without evidence, without approvals', () => {
    const { expires: _, ...endless } = good
    expect(why(text(signed(endless)))).toEqual([expect.stringContaining('has no expiry time')])
    const { evidence: __, ...bare } = good
    expect(why(text(signed(bare)))).toEqual([expect.stringContaining('no evidence')])
    expect(why(text(good))).toEqual([expect.stringMatching(/^approvals: no approvals/)])
  })

  test.each<[string, Strategy, string]>([
    ['somebody who is not on the list', signed(good, 'Eve'), 'Eve is not on the list'],
    [
      'somebody with another key',
      signed(good, 'Ada Lovelace', epochMs(now - hour), eve.privateKey),
      'does not match content, name and time',
    ],
    [
      'somebody whose key may not approve this stage',
      signed(good, 'Paper Only', epochMs(now - hour), eve.privateKey),
      'may not approve the stage live',
    ],
    ['a future time', signed(good, 'Ada Lovelace', epochMs(now + hour)), 'dated in the future'],
    ['a name without a signature', { ...good, approvals: [{ by: 'Ada Lovelace', at: now }] }, 'is not signed'],
  ])('refuses an approval of %s', (_, strategy, expected) =>
    expect(why(text(strategy))).toEqual([expect.stringContaining(expected)]),
  )

  test('refuses a file with one valid and one invalid approval', () => {
    const both = signed(signed(good), 'Eve', epochMs(now - hour), eve.privateKey)
    expect(why(text(both))).toEqual([expect.stringContaining('Eve is not on the list')])
  })

  test('refuses an approval whose time or name was changed after it was signed', () => {
    const [approval] = signed(good).approvals
    for (const changed of [
      { ...approval, at: epochMs(approval.at + 1) },
      { ...approval, by: 'Paper Only' },
    ])
      expect(why(text({ ...good, approvals: [changed] }))).toHaveLength(1)
  })

  test('refuses every file when there is no approvers list', () => {
    const loaded = loadStrategy(text(signed(good)), mainnet)
    expect(loaded.ok).toBe(false)
  })

  test('refuses an approval that was given to the file of another stage', () => {
    const { approvals } = signed({ ...good, stage: 'canary' })
    expect(why(text({ ...good, approvals }))).toEqual([expect.stringContaining('does not match content')])
  })

  test('refuses the file after a change in any one of its lines', () => {
    const lines = text(signed(good)).split('\n')
    let tried = 0
    for (const [i, line] of lines.entries()) {
      const changed = tampered(line)
      if (changed === undefined) continue
      tried++
      const file = lines.map((one, k) => (k === i ? changed : one)).join('\n')
      expect(why(file), `line ${i + 1}: ${line} → ${changed}`).not.toEqual([])
    }
    expect(tried).toBeGreaterThan(45)
  })

  test('refuses the file after a change of any gene with a recomputed hash', () => {
    const file = signed(good)
    for (const [k, seed] of good.seeds.entries()) {
      for (const [gene, value] of Object.entries(seed.genes)) {
        const genes = {
          ...seed.genes,
          [gene]: value === 0 ? 0.001 : Number.isInteger(value) ? value + 1 : value * 1.0001,
        }
        const changed = { ...file, seeds: good.seeds.map((one, i) => (i === k ? { ...one, genes } : one)) }
        let forged: string
        try {
          forged = text(changed)
        } catch {
          continue
        }
        expect(why(forged), gene).toEqual([expect.stringContaining('does not match content')])
      }
    }
  })
})

/** The line with its first digit, or else its first letter after a colon or dash, changed; undefined for comments and empty lines. */
function tampered(line: string): string | undefined {
  if (line.startsWith('#') || line.trim() === '') return undefined
  const at = line.search(/(?<=[:\s[{-].*)\d/)
  if (at >= 0) return `${line.slice(0, at)}${(Number(line[at]) + 1) % 10}${line.slice(at + 1)}`
  const word = line.search(/(?<=[:\-[] *)[A-Za-z]\w*(?=[\s,\]]|$)/)
  return word < 0 ? undefined : `${line.slice(0, word)}${line[word] === 'x' ? 'y' : 'x'}${line.slice(word + 1)}`
}

test('the embedded exchange accepts a synthetic candidate without approvals', () => {
  expect(why(text({ ...good, synthetic: true, stage: 'candidate' }), embedded)).toEqual([])
})
