import { describe, expect, test } from 'vitest'
import { plain } from '../indicators/memo.ts'
import { type Bars, between, type Column, mapColumns, optionalColumns, slice } from '../market/bars.ts'
import { withoutColumns } from '../market/testing/columns.ts'
import { integer, type Random } from '../random.ts'
import { drawGenes } from '../seeds/draw.ts'
import type { Genes } from '../seeds/seed.ts'
import { firstDifference } from '../testing/first-difference.ts'
import type { Enhancer } from './enhancer.ts'
import { futures } from './testing/futures.ts'
import { drawSignal } from './testing/signals.ts'

/**
 * Property tests that every enhancer must pass, on a signal for the first of these symbols. Listing an enhancer in
 * `members.ts` is enough to test it.
 *
 * @param drawn number of random genomes
 */
export function enhancerContract(enhancer: Enhancer, market: readonly Bars[], chance: Random, drawn = 8): void {
  const [bars] = market
  const n = bars.close.length
  const genomes = Array.from({ length: drawn }, () => drawGenes(enhancer.genes, chance))
  const signal = drawSignal(n, chance)
  const enhance = (genes: Genes, part: readonly Bars[] = market, about: Column = signal) =>
    Float64Array.from(enhancer.enhance(about, { bars: part[0], market: part }, genes, plain))
  let all: readonly Float64Array[] | undefined
  /** Each genome's result on the whole history. */
  const wholes = () => (all ??= genomes.map(genes => enhance(genes)))
  const times = (from: number, to: number) =>
    market.map(one => between(one, bars.openTime[from], bars.openTime[to] ?? Number.POSITIVE_INFINITY))
  const row = (from: number, to: number) => integer(chance, from, to)

  describe(`${enhancer.name} on ${bars.symbol} among ${market.length}`, () => {
    test('changes nothing, to the bit, when it is off, and then needs no history', () => {
      expect(enhancer.warmup(enhancer.off)).toBe(0)
      expect(firstDifference(enhance(enhancer.off), signal)).toBe(-1)
      expect(Object.keys(enhancer.off)).toEqual(Object.keys(enhancer.genes))
      for (const [name, { min, max }] of Object.entries(enhancer.genes)) {
        expect(enhancer.off[name]).toBeGreaterThanOrEqual(min)
        expect(enhancer.off[name]).toBeLessThanOrEqual(max)
      }
    })

    test.each(Object.entries(futures))('sees nothing of a market that later %s', (_, future) => {
      for (let sample = 0; sample < 4; sample++) {
        const end = row(1, n - 1)
        const other = market.map(one => future(one, bars.openTime[end], chance))
        for (const [k, genes] of genomes.entries()) {
          const found = enhance(genes, other, signal.subarray(0, other[0].close.length))
          expect(firstDifference(found.subarray(0, end), wholes()[k].subarray(0, end))).toBe(-1)
        }
      }
    })

    test('stays within −1 and +1, never reverses a signal, and is known wherever the seed’s signal is', () => {
      for (const genes of genomes) {
        for (const part of [market, [bars]]) {
          const found = enhance(genes, part)
          const isLawful = (x: number, i: number) => Math.abs(x) <= 1 && x * signal[i] >= 0
          expect(found.findIndex((x, i) => !(Number.isNaN(signal[i]) ? Number.isNaN(x) : isLawful(x, i)))).toBe(-1)
        }
      }
    })

    test('treats each row independently, so that its warm-up does not add to the seed’s', () => {
      const another = drawSignal(n, chance)
      const mixed = signal.map((x, i) => (i % 3 === 0 ? x : another[i]))
      for (const [k, genes] of genomes.entries()) {
        const [a, b] = [wholes()[k], enhance(genes, market, another)]
        const expected = a.map((x, i) => (i % 3 === 0 ? x : b[i]))
        expect(firstDifference(enhance(genes, market, mixed), expected)).toBe(-1)
      }
    })

    test('settles within its warm-up: older history of any symbol no longer matters', () => {
      const longest = Math.max(...genomes.map(genes => enhancer.warmup(genes)))
      for (let sample = 0; sample < 4; sample++) {
        const from = row(1, n - longest - 1)
        const later = times(from, n)
        for (const [k, genes] of genomes.entries()) {
          const warmup = enhancer.warmup(genes)
          const late = enhance(genes, later, signal.subarray(from)).subarray(warmup)
          expect(firstDifference(late, wholes()[k].subarray(from + warmup))).toBe(-1)
        }
      }
    })

    test('returns bar by bar, with only its warm-up as history, what it returns on the whole history', () => {
      for (const [k, genes] of genomes.entries()) {
        const warmup = enhancer.warmup(genes)
        const whole = wholes()[k]
        for (let sample = 0; sample < 10; sample++) {
          const now = row(warmup, n - 1)
          const seen = enhance(genes, times(now - warmup, now + 1), signal.subarray(now - warmup, now + 1))
          expect(seen[warmup]).toBe(whole[now])
        }
      }
    })

    test('does not depend on the order of the market', () => {
      for (const [k, genes] of genomes.entries()) {
        const reversed = enhancer.enhance(signal, { bars, market: market.toReversed() }, genes, plain)
        expect(firstDifference(reversed, wholes()[k])).toBe(-1)
      }
    })

    test('treats an absent column like a column of unknown values', () => {
      const unknown = (one: Bars) => {
        const nothing = new Float64Array(one.close.length).fill(Number.NaN)
        return { ...one, ...Object.fromEntries(optionalColumns.map(name => [name, nothing])) }
      }
      for (const genes of genomes) {
        expect(firstDifference(enhance(genes, market.map(unknown)), enhance(genes, market.map(withoutColumns)))).toBe(
          -1,
        )
      }
    })

    test('does not modify its inputs', () => {
      const before = signal.slice()
      const copies = market.map(one => mapColumns(one, column => Float64Array.from(column)))
      for (const genes of genomes) enhance(genes)
      expect(firstDifference(signal, before)).toBe(-1)
      market.forEach((one, k) => {
        mapColumns(one, (column, name) => {
          expect(firstDifference(column, copies[k][name] ?? new Float64Array()), name).toBe(-1)
          return column
        })
      })
    })
  })
}

/**
 * Tests that every gene has an effect, and that `readsOtherSymbols` is true exactly when the result depends on other
 * symbols. Several markets are tested together, because a regime may never occur in a few months of one market.
 *
 * @param markets the signal is about the first symbol of each
 * @param drawn   number of random genomes per market
 */
export function listeningContract(
  enhancer: Enhancer,
  markets: readonly (readonly Bars[])[],
  chance: Random,
  drawn = 8,
): void {
  const cases = markets.flatMap(market => {
    const signal = drawSignal(market[0].close.length, chance)
    return Array.from({ length: drawn }, () => ({ market, signal, genes: drawGenes(enhancer.genes, chance) }))
  })
  type Case = (typeof cases)[number]
  const enhance = ({ market, signal, genes }: Case) =>
    enhancer.enhance(signal, { bars: market[0], market }, genes, plain)
  const changedBy = (change: (one: Case) => readonly [Case, Case]) =>
    cases.filter(one => {
      const [a, b] = change(one).map(enhance)
      return firstDifference(a, b) >= 0
    }).length

  describe(`${enhancer.name} on ${markets.length} markets`, () => {
    test(`reads the other symbols: ${enhancer.readsOtherSymbols}`, () => {
      const responding = changedBy(one => [
        one,
        { ...one, market: [one.market[0], ...one.market.slice(1).map(shifted)] },
      ])
      if (enhancer.readsOtherSymbols) expect(responding).toBeGreaterThan(cases.length / 2)
      else expect(responding).toBe(0)
    })

    test.each(Object.entries(enhancer.genes))('responds to its gene %s', (name, { min, max }) => {
      const at = (one: Case, value: number) => ({ ...one, genes: { ...one.genes, [name]: value } })
      expect(changedBy(one => [at(one, min), at(one, max)])).toBeGreaterThan(cases.length / 2)
    })
  })
}

/** The same prices at other times, so that they no longer match one's own. */
function shifted(bars: Bars): Bars {
  const turned = slice(bars, Math.floor(bars.close.length / 2), bars.close.length)
  return { ...turned, openTime: bars.openTime.subarray(0, turned.close.length) }
}
