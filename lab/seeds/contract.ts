import { describe, expect, test } from 'vitest'
import { plain } from '../indicators/memo.ts'
import { type Bars, isKnown, mapColumns, optionalColumns, rowAt, slice } from '../market/bars.ts'
import { withoutColumns } from '../market/testing/columns.ts'
import { integer, type Random } from '../random.ts'
import { drawGiven } from '../testing/lawful.ts'
import type { Genes, Seed, SeedContext } from './seed.ts'

export interface SeedContract {
  /** Random genomes per symbol. */
  readonly genomes?: number
  /** Number of rows per genome after which the future is changed. */
  readonly cuts?: number
}

interface Case {
  readonly bars: Bars
  readonly genes: Genes
  readonly context: SeedContext
}

/**
 * Property tests that every seed must pass, on the bars of one symbol or of several. Registering a seed is enough to
 * test it.
 *
 * @param several together the market that a seed may read
 */
export function seedContract(
  seed: Seed,
  several: Bars | readonly Bars[],
  chance: Random,
  { genomes = 12, cuts = 4 }: SeedContract = {},
): void {
  const market = 'close' in several ? [several] : several
  const name = market.length === 1 ? market[0].symbol : `${market.length} symbols`
  const cases = market.flatMap(bars =>
    Array.from({ length: genomes }, (): Case => {
      const { genes, formula, model } = drawGiven(
        seed,
        chance,
        optionalColumns.filter(name => isKnown(bars[name])),
      )
      const context = { ...(formula && { rules: formula }), ...(model && { fitted: model.fitted }) }
      return { bars, genes, context: { ...context, ...(seed.readsOtherSymbols && { market }) } }
    }),
  )
  const signal = ({ genes, context }: Case, bars: Bars) =>
    Float64Array.from(seed.exposure(bars, genes, plain, seenWith(context, bars)))
  const wholes = new Map<Case, Float64Array>()
  /** The signal on all bars of the case, worked out once for all laws. */
  const wholeOf = (one: Case): Float64Array => {
    const known = wholes.get(one)
    if (known) return known
    const found = signal(one, one.bars)
    wholes.set(one, found)
    return found
  }
  /** The same case with all bars changed, of every symbol, that open at or after a time. */
  const otherwise = (one: Case, time: number): Case => {
    const market = one.context.market?.map(each => corruptedAfter(each, rowAt(each, time), chance))
    return { ...one, context: { ...one.context, ...(market && { market }) } }
  }
  const warmupOf = ({ genes, context }: Case) => seed.warmup(genes, context)
  const law = (sentence: string, holds: (one: Case, n: number) => void) =>
    test(sentence, () => {
      for (const one of cases) holds(one, one.bars.close.length)
    })

  describe(`${seed.name} on ${name}`, () => {
    law('never looks ahead: whatever comes after a bar changes nothing up to it', (one, n) => {
      const whole = wholeOf(one)
      for (let k = 0; k < cuts; k++) {
        // The cut lies behind the warm-up: before it all values are unknown, and the test would prove nothing.
        const end = integer(chance, Math.min(n - 2, warmupOf(one)), n - 1)
        const before = whole.subarray(0, end)
        const other = otherwise(one, one.bars.openTime[end])
        expectSame(signal(other, corruptedAfter(one.bars, end, chance)).subarray(0, end), before, one.bars)
        expectSame(signal(one, slice(one.bars, 0, end)), before, one.bars)
      }
    })

    law('stays within −1 and +1 once it is warm', one => {
      const warm = wholeOf(one).subarray(warmupOf(one))
      expect(warm.findIndex(x => !(Math.abs(x) <= 1))).toBe(-1)
    })

    law('settles within its warm-up: older history no longer matters', (one, n) => {
      const warmup = warmupOf(one)
      const from = integer(chance, 1, n - warmup - 1)
      const late = signal(one, slice(one.bars, from, n))
      expectSame(late.subarray(warmup), wholeOf(one).subarray(from + warmup), one.bars)
    })

    law(
      'treats an absent column like a column of unknown values, because live history cannot tell them apart',
      (one, n) => {
        const unknown = Object.fromEntries(optionalColumns.map(name => [name, new Float64Array(n).fill(Number.NaN)]))
        const absent = signal(one, withoutColumns(one.bars))
        expectSame(signal(one, { ...one.bars, ...unknown }), absent, one.bars)
      },
    )

    for (const [name, spec] of Object.entries(seed.genes)) {
      test(`responds to its gene ${name}`, () => {
        // A signal that is constant, such as that of a formula that is never true, cannot respond to a gene; it is left
        // out.
        const speaking = cases.filter(one => new Set(wholeOf(one).subarray(warmupOf(one))).size > 1)
        const responding = speaking.filter(one => {
          const at = (value: number) => signal({ ...one, genes: { ...one.genes, [name]: value } }, one.bars)
          return firstDifference(at(spec.min), at(spec.max)) >= 0
        })
        expect(speaking.length).toBeGreaterThan(cases.length / 4)
        expect(responding.length).toBeGreaterThan(speaking.length / 2)
      })
    }
  })
}

/** Replaces the symbol's own bars in the market by the given bars. */
const seenWith = (context: SeedContext, bars: Bars): SeedContext =>
  context.market
    ? { ...context, market: context.market.map(each => (each.symbol === bars.symbol ? bars : each)) }
    : context

function expectSame(found: Float64Array, expected: Float64Array, { symbol }: Bars): void {
  const row = firstDifference(found, expected)
  if (row >= 0) expect([symbol, row, found[row]]).toEqual([symbol, row, expected[row]])
}

/** The first row where two signals differ, or where the shorter one ends; −1 when they are the same. NaN equals NaN. */
function firstDifference(a: Float64Array, b: Float64Array): number {
  if (a.length !== b.length) return Math.min(a.length, b.length)
  for (let i = 0; i < a.length; i++) if (!Object.is(a[i], b[i]) && a[i] !== b[i]) return i
  return -1
}

/** The same bars up to row `end`, and random changes from there on. */
function corruptedAfter(bars: Bars, end: number, chance: Random): Bars {
  const scale = 0.2 + 3 * chance()
  const perturbed = (column: Bars['close']) => {
    const changed = Float64Array.from(column)
    for (let i = end; i < changed.length; i++) changed[i] = changed[i] * scale * (1 + 0.1 * chance())
    return changed
  }
  return mapColumns(bars, (column, name) => (name === 'openTime' ? column : perturbed(column)))
}
