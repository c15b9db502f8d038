import { type Bars, type Column, slice } from '../../market/bars.ts'
import type { Costs } from '../../market/fees.ts'
import type { Instrument } from '../../market/instrument.ts'
import { maintenanceRate } from '../../market/margin.ts'
import type { Arena } from './arena.ts'
import { fundingPaid, roomForPaid } from './funding-paid.ts'
import type { Address, Kernel } from './kernel.ts'
import { risksOf } from './risks.ts'
import type { SymbolSpan, Timeline } from './timeline.ts'

/** A universe and time range, laid out in the kernel's memory. */
export interface LaidOut {
  readonly timeline: Timeline
  /** Bars up to the end of the range. Decisions never use later bars, so these need not be computed. */
  readonly seen: readonly Bars[]
  readonly instruments: readonly Instrument[]
  readonly states: readonly Address[]
  readonly leastLeverage: number
  /** Selects it for the next run. */
  enter(): void
}

/** Addresses of a symbol's bars in the kernel's memory. */
export interface Candles {
  /** Open, high, low and close of each row, interleaved. */
  readonly rows: Address
  readonly close: Address
}

/** Upper bound of the bytes of a layout. */
export const worldBytes = ({ openTime, spans, dayEnds }: Timeline): number =>
  10_000 +
  3 * 8 * openTime.length +
  4 * dayEnds.length +
  spans.reduce((sum, { from, to, gaps }) => {
    return sum + 2_048 + 6 * 8 * (to - from) + (gaps ? (3 * 8 + 4) * openTime.length + 4 * (to - from + 1) : 0)
  }, 0)

/** Writes everything that does not depend on the strategy into the kernel's memory. */
export function layOut(
  { call }: Kernel,
  room: Arena,
  timeline: Timeline,
  candles: (span: SymbolSpan) => Candles,
  costs: Costs,
  instruments: readonly Instrument[],
): LaidOut {
  const { openTime, spans, dayEnds } = timeline
  const { worst, jump } = risksOf(timeline, costs, instruments)
  const times = room.numbers(openTime)
  const risks = room.numbers(worst)
  const jumps = room.numbers(jump)
  const days = room.wholes(Int32Array.from([...dayEnds, -1]))
  const stateBytes = Number(call.stateBytes.value)
  const first = room.bytes(stateBytes * spans.length)
  const states = spans.map((_, k) => first + k * stateBytes)
  const paidRoom = roomForPaid(Math.max(0, ...spans.map(({ from, to }) => to - from)))
  spans.forEach((span, k) => {
    writeState(span, states[k], instruments[k])
  })
  return {
    timeline,
    seen: spans.map(({ bars, to }) => (to < bars.close.length ? slice(bars, 0, to) : bars)),
    instruments,
    states,
    leastLeverage: Math.min(...instruments.flatMap(({ tiers }) => tiers.map(tier => tier.maxLeverage))),
    enter: () => call.setWorld(first, states.length, openTime.length, times, risks, jumps, days),
  }

  function writeState(span: SymbolSpan, state: Address, instrument: Instrument): void {
    const { from, to, firstSlot, gaps } = span
    const at = candles(span)
    const rows = (column: Address) => column + 8 * from
    const paid = fundingPaid(span, costs, instrument, paidRoom)
    // Many columns are equal: with hourly bars nothing is charged after the opening hour, and the assumed part is all
    // or nothing.
    const numbers = onceOnly(room)
    const [long, longOpen] = [numbers(paid.long.close), numbers(paid.long.open)]
    const [short, shortOpen] = [numbers(paid.short.close), numbers(paid.short.open)]
    const [assumed, assumedOpen] = [numbers(paid.assumed.close), numbers(paid.assumed.open)]
    const onto = (column: Address, values: Column) =>
      gaps ? room.numbers(carried(values, gaps.rowOf)) : column - 8 * firstSlot
    call.layOut(
      state,
      to - from,
      at.rows + 32 * from,
      firstSlot,
      gaps ? room.wholes(gaps.slotOf) : 0,
      gaps ? room.wholes(gaps.rowOf) : 0,
      onto(rows(at.close), span.bars.close.subarray(from, to)),
      onto(long, paid.long.close),
      onto(short, paid.short.close),
    )
    const { price, sizeDecimals, minNotional, tiers } = instrument
    const steps = room.numbers(Float64Array.from(tiers.flatMap(tier => [tier.from, tier.maxLeverage])))
    call.describe(
      ...([state, long, longOpen, short, shortOpen, assumed, assumedOpen] as const),
      ...([
        price.significant,
        price.decimals,
        10 ** sizeDecimals,
        minNotional,
        Math.max(...tiers.map(maintenanceRate)),
      ] as const),
      ...([steps, tiers.length] as const),
    )
  }
}

/** Writes columns, storing equal ones once. */
function onceOnly(room: Arena): (values: Float64Array) => Address {
  const known: { readonly values: Float64Array; readonly at: Address }[] = []
  return values => {
    const same = known.find(one => isSame(one.values, values))
    const at = same?.at ?? room.numbers(values)
    if (!same) known.push({ values, at })
    return at
  }
}

function isSame(a: Float64Array, b: Float64Array): boolean {
  if (a.length !== b.length) return false
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false
  return true
}

/** Forward-fills the value of the last row, slot by slot. */
function carried(values: Column, rowOf: Int32Array): Float64Array {
  const out = new Float64Array(rowOf.length)
  let last = Number.NaN
  for (let slot = 0; slot < out.length; slot++) {
    if (rowOf[slot] >= 0) last = values[rowOf[slot]]
    out[slot] = last
  }
  return out
}
