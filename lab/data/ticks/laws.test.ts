import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type EpochMs, hour, minute, second } from '../../market/units.ts'
import { newYear } from '../testing/lake.ts'
import { feed, recordingBuilder } from './testing/build.ts'
import { exactSum, plainBars } from './testing/plain.ts'
import { type Arrivals, arrivals, inOrder } from './testing/trade.ts'

const all = [second, 5 * second, minute, hour]
const sizes = (rows: readonly { readonly volume: number }[]) => rows.map(row => row.volume)

describe('for any trades, in any order that the lateness allows', () => {
  test('the bars are those of a plain search for the trades of each interval, to the last bit', () => {
    check(({ lateness, ticks }) => {
      const { builder, bars, parts, late } = recordingBuilder({ lateness, intervals: all })
      feed(builder, ticks)
      expect(late).toEqual([])
      for (const interval of all) {
        const made = [...bars, ...parts.map(part => part.soFar)].filter(row => row.interval === interval)
        const of = { venue: 'test', symbol: 'BTC', interval, funding: null }
        expect(made).toEqual(plainBars(ticks, interval).map(bar => ({ ...of, ...bar })))
      }
    })
  })

  test('the order of arrival does not affect the bars', () => {
    check(({ lateness, ticks }) => {
      const [one, other] = [
        recordingBuilder({ lateness, intervals: all }),
        recordingBuilder({ lateness, intervals: all }),
      ]
      feed(one.builder, ticks)
      feed(other.builder, inOrder(ticks))
      expect(one.bars).toEqual(other.bars)
      expect(one.parts).toEqual(other.parts)
    })
  })

  test('the bars of an interval are the same whether built alone or from shorter ones', () => {
    check(({ ticks }) => {
      // Less lateness than the trades need, so that some trades are late.
      const settings = { lateness: 200, empty: 'flat' } as const
      const together = recordingBuilder({ ...settings, intervals: all })
      feed(together.builder, ticks)
      for (const interval of all) {
        const alone = recordingBuilder({ ...settings, intervals: [interval] })
        feed(alone.builder, ticks)
        expect(together.of(interval)).toEqual(alone.bars)
        expect(together.parts.filter(part => part.soFar.interval === interval)).toEqual(alone.parts)
        expect(together.late.filter(trade => trade.interval === interval)).toEqual(alone.late)
      }
    })
  })

  test('in each interval, every trade is in exactly one bar, partial bar or late report', () => {
    check(({ ticks }) => {
      const { builder, bars, parts, late } = recordingBuilder({ lateness: 200, intervals: all })
      feed(builder, ticks)
      for (const interval of all) {
        const rows = [...bars, ...parts.map(part => part.soFar)].filter(row => row.interval === interval)
        const missed = late.filter(trade => trade.interval === interval)
        expect(rows.reduce((sum, row) => sum + Number(row.trades), missed.length)).toBe(ticks.length)
        const volume = exactSum([...sizes(rows), ...missed.map(trade => trade.size)])
        expect(volume).toBeCloseTo(exactSum(ticks.map(tick => tick.size)), 9)
      }
      expect(builder.late).toBe(late.filter(trade => trade.interval === second).length)
    })
  })

  test('all prices of a bar and its vwap lie between low and high', () => {
    check(({ lateness, ticks }) => {
      const { builder, bars, parts } = recordingBuilder({ lateness, intervals: all, empty: 'flat' })
      feed(builder, ticks)
      for (const { open, high, low, close, vwap } of [...bars, ...parts.map(part => part.soFar)]) {
        expect(Math.max(open, low, close, vwap ?? low)).toBeLessThanOrEqual(high)
        expect(Math.min(open, high, close, vwap ?? low)).toBeGreaterThanOrEqual(low)
      }
    })
  })

  test('bars come in order of closing, each once', () => {
    check(({ lateness, ticks }) => {
      const { builder, bars } = recordingBuilder({ lateness, intervals: all, empty: 'flat' })
      feed(builder, ticks)
      const closing = bars.map(bar => (bar.t + bar.interval) * 10 + all.indexOf(bar.interval))
      expect(closing).toEqual([...new Set(closing)].sort((a, b) => a - b))
    })
  })

  test('from the first trade on, flat bars appear exactly where bars are skipped otherwise', () => {
    check(({ lateness, ticks }) => {
      const [flat, skip] = [recordingBuilder({ lateness, empty: 'flat' }), recordingBuilder({ lateness })]
      feed(flat.builder, ticks)
      feed(skip.builder, ticks)
      expect(flat.bars.filter(bar => bar.trades)).toEqual(skip.bars)
      for (const interval of [second, minute]) {
        const bars = flat.of(interval)
        for (const [i, bar] of bars.entries()) {
          if (i > 0) expect(bar.t).toBe(bars[i - 1].t + interval)
          if (bar.trades) continue
          const { close } = bars[i - 1]
          expect(bar).toMatchObject({ open: close, high: close, low: close, close, volume: 0, vwap: null })
        }
      }
    })
  })

  test('when one builder ends and another begins at that time, no trade is lost and no incomplete bar counts as whole', () => {
    fc.assert(
      fc.property(arrivals, fc.nat(), ({ ticks }, place) => {
        const tape = inOrder(ticks)
        const whole = recordingBuilder({ intervals: all })
        feed(whole.builder, tape)
        const cut = (newYear + (place % Math.max(1, tape.length && tape[tape.length - 1].t - newYear))) as EpochMs
        const [before, after] = [recordingBuilder({ intervals: all }), recordingBuilder({ intervals: all, from: cut })]
        for (const { t, price, size, sequence } of tape) if (t < cut) before.builder.add(t, price, size, sequence)
        before.builder.advance(cut)
        before.builder.flush()
        feed(
          after.builder,
          tape.filter(({ t }) => t >= cut),
        )
        for (const interval of all) {
          const torn = (t: number) => t < cut && cut < t + interval
          const bars = [...before.of(interval), ...after.of(interval)]
          expect(bars).toEqual(whole.of(interval).filter(bar => !torn(bar.t)))
          const parts = [...before.parts, ...after.parts].map(part => part.soFar)
          const held = [...bars, ...parts.filter(part => part.interval === interval)]
          expect(held.reduce((sum, row) => sum + Number(row.trades), 0)).toBe(ticks.length)
        }
      }),
    )
  })
})

const check = (law: (drawn: Arrivals) => void): void => fc.assert(fc.property(arrivals, law))
