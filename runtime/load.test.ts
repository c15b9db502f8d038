import { describe, expect, test } from 'vitest'
import { emaCross } from '../lab/seeds/ema-cross.ts'
import type { Strategy } from '../lab/strategy/strategy.ts'
import { complete } from '../lab/strategy/yaml/reference/complete.ts'
import { writeStrategy } from '../lab/strategy/yaml/write.ts'
import { loadStrategy } from './load.ts'

const { scaling: _, ...sizing } = complete.sizing
const genes = { fast: 12, gap: 20, band: 0.001 }
const file = (change: Partial<Strategy>) =>
  writeStrategy({ ...complete, seeds: [{ name: emaCross.name, weight: 1, genes }], sizing, ...change })
const mainnet = { name: 'mainnet', live: true }
const embedded = { name: 'embedded', live: false }
const flawsOf = (text: string, venue: typeof mainnet) => {
  const loaded = loadStrategy(text, venue)
  return loaded.ok ? [] : loaded.error
}

describe('a live venue', () => {
  test('takes a real strategy that was promoted', () =>
    expect(flawsOf(file({ synthetic: false, stage: 'paper' }), mainnet)).toEqual([]))
  test('refuses a synthetic strategy, naming the line', () => {
    const text = file({ synthetic: true, stage: 'paper' })
    const [flaw] = flawsOf(text, mainnet)
    expect(flaw.why).toContain('simulated market')
    expect(text.split('\n')[flaw.line - 1]).toBe('synthetic: true')
  })
  test('refuses a candidate, naming the line', () => {
    const text = file({ synthetic: false, stage: 'candidate' })
    const [flaw] = flawsOf(text, mainnet)
    expect(text.split('\n')[flaw.line - 1]).toBe('stage: candidate')
  })
  test('refuses a synthetic file whose label was taken off, because the hash tells', () => {
    const text = file({ synthetic: true, stage: 'paper' }).replace('synthetic: true', 'synthetic: false')
    expect(flawsOf(text, mainnet)[0].path).toBe('hash')
  })
})

test('the embedded exchange takes a synthetic candidate', () =>
  expect(flawsOf(file({ synthetic: true, stage: 'candidate' }), embedded)).toEqual([]))
