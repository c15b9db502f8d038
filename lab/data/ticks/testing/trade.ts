import fc from 'fast-check'
import { newYear } from '../../testing/lake.ts'

export interface Tick {
  readonly t: number
  readonly price: number
  readonly size: number
  readonly sequence: number
}

/** Trades in order of arrival, none more than `lateness` ms older than the newest before it. */
export interface Arrivals {
  readonly lateness: number
  readonly ticks: readonly Tick[]
}

const draw = fc.record({
  // Many trades at one time (a block), short waits (a burst) and long ones (a silence).
  wait: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: 9_000 })),
  price: fc.integer({ min: 9_000, max: 11_000 }).map(cents => cents / 100),
  size: fc.integer({ min: 1, max: 1_000_000 }).map(units => units / 100_000),
  delay: fc.double({ min: 0, max: 1, noNaN: true }),
})

/** Sorts trades into the venue's order. */
export const inOrder = (ticks: readonly Tick[]): readonly Tick[] =>
  [...ticks].sort((a, b) => a.t - b.t || a.sequence - b.sequence)

/** Any order of arrival that the lateness allows. */
export const arrivals: fc.Arbitrary<Arrivals> = fc
  .tuple(fc.constantFrom(0, 250, 1_000, 2_500, 20_000), fc.array(draw, { maxLength: 120 }))
  .map(([lateness, draws]) => {
    let t = newYear + 2_345
    const ticks = draws.map(({ wait, price, size }, sequence) => ({ t: (t += wait), price, size, sequence }))
    const arrives = (tick: Tick) => tick.t + Math.floor(draws[tick.sequence].delay * lateness)
    return { lateness, ticks: [...ticks].sort((a, b) => arrives(a) - arrives(b)) }
  })
