import { describe, expect, test } from 'vitest'
import { futures } from '../../enhancers/testing/futures.ts'
import { drawSignal } from '../../enhancers/testing/signals.ts'
import { plain } from '../../indicators/memo.ts'
import { type Bars, between, type Column, mapColumns } from '../../market/bars.ts'
import { integer, type Random } from '../../random.ts'
import { drawGenes } from '../../seeds/draw.ts'
import type { Genes } from '../../seeds/seed.ts'
import { firstDifference } from '../../testing/first-difference.ts'
import type { Scaling } from './scaling.ts'

/**
 * Property tests that every scaling must pass, on a signal for the first of these symbols. Listing a scaling in
 * `members.ts` is enough to test it.
 */
export function scalingContract(scaling: Scaling, market: readonly Bars[], chance: Random): void {
  const [bars] = market
  const n = bars.close.length
  const genomes = Array.from({ length: 6 }, () => drawGenes(scaling.genes, chance))
  const signal = drawSignal(n, chance).map(wanted => wanted || 0)
  const scale = (genes: Genes, part: readonly Bars[] = market, about: Column = signal, fraction = 0.3) =>
    Float64Array.from(scaling.scale({ bars: part[0], market: part, signal: about, fraction }, genes, plain))
  const times = (from: number, to: number) =>
    market.map(one => between(one, bars.openTime[from], bars.openTime[to] ?? Number.POSITIVE_INFINITY))
  const row = (from: number, to: number) => integer(chance, from, to)

  describe(`${scaling.name} on ${bars.symbol} among ${market.length}`, () => {
    test.each(Object.entries(futures))('sees nothing of a market that later %s', (_, future) => {
      for (const genes of genomes) {
        const whole = scale(genes)
        for (let k = 0; k < 3; k++) {
          const end = row(1, n - 1)
          const other = market.map(one => future(one, bars.openTime[end], chance))
          const found = scale(genes, other, signal.subarray(0, other[0].close.length))
          expect(firstDifference(found.subarray(0, end), whole.subarray(0, end))).toBe(-1)
        }
      }
    })

    test('sees nothing of a signal that comes later', () => {
      for (const genes of genomes) {
        const end = row(1, n - 1)
        const other = signal.map((wanted, i) => (i < end ? wanted : -wanted))
        expect(firstDifference(scale(genes, market, other).subarray(0, end), scale(genes).subarray(0, end))).toBe(-1)
      }
    })

    test('stays within 0 and 1 and is defined from the first row on', () => {
      for (const genes of genomes) {
        const found = scale(genes)
        expect(found).toHaveLength(n)
        expect(found.findIndex(share => !(share >= 0 && share <= 1))).toBe(-1)
      }
    })

    test('is 0 until it is warm, and sometimes above 0 after that', () => {
      for (const genes of genomes) expect(Math.max(...scale(genes).subarray(0, 20))).toBe(0)
      expect(genomes.filter(genes => Math.max(...scale(genes)) > 0).length).toBeGreaterThan(genomes.length / 2)
    })

    test('settles within its warm-up: older history of any symbol no longer matters', () => {
      for (const genes of genomes) {
        const warmup = scaling.warmup(genes)
        const whole = scale(genes)
        for (let k = 0; k < 3; k++) {
          const from = row(1, n - warmup - 1)
          const late = scale(genes, times(from, n), signal.subarray(from))
          expect(firstDifference(late.subarray(warmup), whole.subarray(from + warmup))).toBe(-1)
        }
      }
    })

    test('returns bar by bar, with only its warm-up as history, what it returns on the whole history', () => {
      for (const genes of genomes) {
        const warmup = scaling.warmup(genes)
        const whole = scale(genes)
        for (let k = 0; k < 25; k++) {
          const now = row(warmup, n - 1)
          const seen = scale(genes, times(now - warmup, now + 1), signal.subarray(now - warmup, now + 1))
          expect(seen[warmup]).toBe(whole[now])
        }
      }
    })

    test('does not depend on the order of the market', () => {
      for (const genes of genomes) {
        const input = { bars, market: market.toReversed(), signal, fraction: 0.3 }
        expect(firstDifference(scaling.scale(input, genes, plain), scale(genes))).toBe(-1)
      }
    })

    test('does not depend on the unit of prices and sizes', () => {
      const raised = market.map(one => mapColumns(one, (column, name) => scaledBy(column, name === 'openTime' ? 1 : 8)))
      for (const genes of genomes) expect(firstDifference(scale(genes, raised), scale(genes))).toBe(-1)
    })

    test('is 0 in a market that does not move', () => {
      const still = market.map(one =>
        mapColumns(one, (column, name) => (name === 'openTime' ? column : new Float64Array(column.length).fill(7))),
      )
      for (const genes of genomes) expect(Math.max(...scale(genes, still))).toBe(0)
    })

    test('never gives a larger share for a larger fraction', () => {
      for (const genes of genomes) {
        const [small, large] = [0.1, 0.6].map(fraction => scale(genes, market, signal, fraction))
        expect(small.findIndex((share, i) => share < large[i])).toBe(-1)
      }
    })

    test('does not modify its inputs', () => {
      const before = signal.slice()
      const copies = market.map(one => mapColumns(one, column => Float64Array.from(column)))
      for (const genes of genomes) scale(genes)
      expect(firstDifference(signal, before)).toBe(-1)
      expect(market).toEqual(copies)
    })

    test(`reads the other symbols: ${scaling.readsOtherSymbols}`, () => {
      // Changed hour by hour, so that their correlation with one's own symbol changes too.
      const around = market.slice(1).map(one => futures['goes wild'](one, bars.openTime[0], chance))
      const responding = genomes.filter(genes => firstDifference(scale(genes, [bars, ...around]), scale(genes)) >= 0)
      if (scaling.readsOtherSymbols) expect(responding.length).toBeGreaterThan(genomes.length / 2)
      else expect(responding).toEqual([])
    })

    test.each(Object.entries(scaling.genes))('responds to its gene %s', (name, { min, max }) => {
      const responding = genomes.filter(genes => {
        const at = (value: number) => scale({ ...genes, [name]: value })
        return firstDifference(at(min), at(max)) >= 0
      })
      expect(responding.length).toBeGreaterThan(genomes.length / 2)
    })
  })
}

const scaledBy = (column: Column, factor: number) => Float64Array.from(column, value => value * factor)
