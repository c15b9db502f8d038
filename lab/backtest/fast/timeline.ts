import { type Bars, rowAt } from '../../market/bars.ts'
import { day } from '../../market/units.ts'

/** The bars of one symbol and their position on a timeline. */
export interface SymbolSpan {
  readonly bars: Bars
  /** First row within the time range, and the row after the last. */
  readonly from: number
  readonly to: number
  readonly firstSlot: number
  /** Absent if the symbol has a bar in every slot from its first one on, so that row and slot differ by a constant. */
  readonly gaps?: {
    /** Slot of each row, and of the end. */
    readonly slotOf: Int32Array
    /** Row of each slot; −1 without a bar. */
    readonly rowOf: Int32Array
  }
}

/** All times within a range at which a bar of the universe opens. One such time is a slot. */
export interface Timeline {
  readonly openTime: Float64Array
  readonly spans: readonly SymbolSpan[]
  /** Slots that close a UTC day, and the last slot: see `dailyReturns`. */
  readonly dayEnds: Int32Array
}

export function timelineOf(universe: readonly Bars[], from: number, to: number): Timeline {
  const rows = universe.map(bars => [rowAt(bars, from), rowAt(bars, to)] as const)
  const openTime = union(universe.map((bars, k) => bars.openTime.subarray(...rows[k])))
  const spans = universe.map((bars, k): SymbolSpan => {
    const [from, to] = rows[k]
    const firstSlot = from < to ? rowAt({ openTime }, bars.openTime[from]) : openTime.length
    const span = { bars, from, to, firstSlot }
    return to - from === openTime.length - firstSlot ? span : { ...span, gaps: gapsOf(span, openTime) }
  })
  const [{ interval } = { interval: 0 }] = universe
  return { openTime, spans, dayEnds: dayEndsOf(openTime, interval) }
}

function union(all: readonly ArrayLike<number>[]): Float64Array {
  const [first] = all
  if (all.every(times => isSame(times, first))) return Float64Array.from(first ?? [])
  const merged = new Float64Array(all.reduce((sum, { length }) => sum + length, 0))
  let length = 0
  for (const times of all) for (let i = 0; i < times.length; i++) merged[length++] = times[i]
  merged.sort()
  return merged.filter((t, i) => i === 0 || t !== merged[i - 1])
}

function isSame(a: ArrayLike<number>, b: ArrayLike<number>): boolean {
  if (a.length !== b.length) return false
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false
  return true
}

function gapsOf({ bars, from, to }: Omit<SymbolSpan, 'gaps'>, openTime: Float64Array): NonNullable<SymbolSpan['gaps']> {
  const slotOf = new Int32Array(to - from + 1).fill(openTime.length)
  const rowOf = new Int32Array(openTime.length).fill(-1)
  for (let slot = 0, row = from; row < to; slot++) {
    if (openTime[slot] !== bars.openTime[row]) continue
    slotOf[row - from] = slot
    rowOf[slot] = row - from
    row++
  }
  return { slotOf, rowOf }
}

function dayEndsOf(openTime: Float64Array, interval: number): Int32Array {
  // A bar that closes at midnight belongs to the day that ends there.
  const dayOf = (slot: number) => Math.floor((openTime[slot] + interval - 1) / day)
  const ends: number[] = []
  for (let slot = 0; slot < openTime.length; slot++) {
    if (slot === openTime.length - 1 || dayOf(slot) !== dayOf(slot + 1)) ends.push(slot)
  }
  return Int32Array.from(ends)
}
