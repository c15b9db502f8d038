import { describe, expect, test } from 'vitest'
import { plain } from '../indicators/memo.ts'
import { type Bars, mapColumns, optionalColumns, slice } from '../market/bars.ts'
import { withoutColumns } from '../market/testing/columns.ts'
import { integer, type Random } from '../random.ts'
import { drawGenes } from './draw.ts'
import type { Seed } from './seed.ts'

/** The laws every seed obeys, on these bars; being registered is enough to be tested against them. */
export function seedContract(seed: Seed, bars: Bars, chance: Random): void {
  const n = bars.close.length
  const genomes = Array.from({ length: 12 }, () => drawGenes(seed.genes, chance))
  const opinion = (part: Bars, genes: (typeof genomes)[number]) => Float64Array.from(seed.exposure(part, genes, plain))

  describe(`${seed.name} on ${bars.symbol}`, () => {
    test('never looks ahead: whatever comes after a bar changes nothing up to it', () => {
      for (const genes of genomes) {
        const whole = opinion(bars, genes)
        for (let k = 0; k < 4; k++) {
          const end = integer(chance, 1, n - 1)
          const before = whole.subarray(0, end)
          expect(firstDifference(opinion(corruptedAfter(bars, end, chance), genes).subarray(0, end), before)).toBe(-1)
          expect(firstDifference(opinion(slice(bars, 0, end), genes), before)).toBe(-1)
        }
      }
    })

    test('stays within −1 and +1 once it is warm', () => {
      for (const genes of genomes) {
        const warm = opinion(bars, genes).subarray(seed.warmup(genes))
        expect(warm.findIndex(x => !(Math.abs(x) <= 1))).toBe(-1)
      }
    })

    test('settles within its warm-up: older history no longer matters', () => {
      for (const genes of genomes) {
        const warmup = seed.warmup(genes)
        const whole = opinion(bars, genes)
        const from = integer(chance, 1, n - warmup - 1)
        const late = opinion(slice(bars, from, n), genes)
        expect(firstDifference(late.subarray(warmup), whole.subarray(from + warmup))).toBe(-1)
      }
    })

    test('does not tell a column that is absent from one that is unknown throughout: live history cannot either', () => {
      const unknown = Object.fromEntries(optionalColumns.map(name => [name, new Float64Array(n).fill(Number.NaN)]))
      for (const genes of genomes) {
        const absent = opinion(withoutColumns(bars), genes)
        expect(firstDifference(opinion({ ...bars, ...unknown }, genes), absent)).toBe(-1)
      }
    })

    for (const [name, spec] of Object.entries(seed.genes)) {
      test(`listens to its gene ${name}`, () => {
        const heard = genomes.filter(genes => {
          const at = (value: number) => opinion(bars, { ...genes, [name]: value })
          return firstDifference(at(spec.min), at(spec.max)) >= 0
        })
        expect(heard.length).toBeGreaterThan(genomes.length / 2)
      })
    }
  })
}

/** The row where two opinions part, or where the shorter one ends; −1 when they are the same, what is not yet known included. */
function firstDifference(a: Float64Array, b: Float64Array): number {
  if (a.length !== b.length) return Math.min(a.length, b.length)
  return a.findIndex((x, i) => !Object.is(x, b[i]) && x !== b[i])
}

/** The same bars up to row `end`, and another market from there on. */
function corruptedAfter(bars: Bars, end: number, chance: Random): Bars {
  const scale = 0.2 + 3 * chance()
  const bent = (column: Bars['close']) =>
    Float64Array.from(column, (x, i) => (i < end ? x : x * scale * (1 + 0.1 * chance())))
  return mapColumns(bars, (column, name) => (name === 'openTime' ? column : bent(column)))
}
