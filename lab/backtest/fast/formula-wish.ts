import type { Indicators } from '../../indicators/memo.ts'
import type { Bars, Column } from '../../market/bars.ts'
import type { Applied, Expression } from '../../seeds/formula/expression.ts'
import { operations } from '../../seeds/formula/operations.ts'
import { rulesComplexity } from '../../seeds/formula/rules.ts'
import { type Eye, warmupOf } from '../../strategy/exposure.ts'
import { rangeOf } from '../../strategy/range.ts'
import { arena } from './arena.ts'
import type { Address, Kernel } from './kernel.ts'

/** What is wanted of one symbol, put into its lane. */
export interface Truths {
  /** @returns false where the strategy is no formula alone: its exposure has to be computed as that of any other */
  read(strategy: Eye, bars: Bars, indicators: Indicators, lane: Lane): boolean
}

/** Where a symbol's wish goes. */
export interface Lane {
  readonly at: Address
  readonly from: number
  readonly to: number
  readonly rowsAt: Address
  readonly valuesAt: Address
}

/** Rows at which something holds, and rows at which it does not; at the others it is unknown. */
interface Truth {
  readonly yes: Address
  readonly no: Address
}

/** Rows at which one value lies above another, below it, and at which both are known. */
interface Sides {
  readonly above: Address
  readonly below: Address
  readonly known: Address
}

/** Columns and masks are kept for the next genome of a population; when there is no more room, all of them go. */
const columnBytes = 48 * 2 ** 20
const sideBytes = 20 * 2 ** 20
/** For the masks of one symbol and genome. */
const maskBytes = 4 * 2 ** 20
export const truthBytes = columnBytes + sideBytes + maskBytes

/**
 * Formulas in the kernel, a bit a row: comparisons are what a formula's time goes into. Quantities come from the same functions as
 * everywhere, and so does every word of the language that this does not know.
 *
 * @param at where in the kernel's memory there is room
 */
export function truthsIn({ memory, call }: Kernel, at: Address): Truths {
  const columns = arena(memory, at, at + columnBytes)
  const kept = arena(memory, at + columnBytes, at + columnBytes + sideBytes)
  const masks = arena(memory, at + columnBytes + sideBytes, at + truthBytes)
  let addresses = new WeakMap<Column, Address>()
  let known = new Map<string, Address>()

  return { read }

  function read(strategy: Eye, bars: Bars, indicators: Indicators, lane: Lane): boolean {
    const { seeds, ensemble, sizing, exits } = strategy
    const [{ name, weight, genes, formula, enhancers }] = seeds
    const isAlone = seeds.length === 1 && weight === 1 && ensemble === undefined && sizing.scaling === undefined
    if (!isAlone || name !== 'formula' || !formula || (enhancers && Object.keys(enhancers).length > 0)) return false
    const rows = padded(bars.close.length)
    // At most a column a word of the formula, and some masks.
    const columnsAsked = 8 * rows * (rulesComplexity(formula) + 1)
    const masksAsked = rows * (rulesComplexity(formula) + 4)
    if (columnsAsked > columnBytes || masksAsked > Math.min(sideBytes, maskBytes)) return false
    if (columns.left() < columnsAsked || kept.left() < masksAsked) forget()
    masks.takeBack()
    const words = rows / 64
    const source = { bars, indicators }
    const truths = new Map<Expression, Truth>()
    const { long, short, flat } = formula
    const [longs, shorts] = [mask(), mask()]
    call.hold(
      ...([truth(long).yes, short ? truth(short).yes : 0, flat ? truth(flat).yes : 0] as const),
      ...([genes.hold, longs, shorts, words] as const),
    )
    const range = rangeOf(exits, bars, indicators)
    const measured = range === undefined ? 0 : address(range)
    const moving = range === undefined ? 0 : sides(measured, 0).above
    call.readMasks(
      ...([lane.at, longs, shorts, moving, lane.from, warmupOf(strategy)] as const),
      ...([measured && measured + 8 * lane.from, lane.rowsAt, lane.valuesAt] as const),
    )
    return true

    function mask(): Address {
      return masks.bytes(rows / 8)
    }

    function truth(expression: Expression): Truth {
      const found = truths.get(expression) ?? judged(expression as Applied)
      truths.set(expression, found)
      return found
    }

    function judged(expression: Applied): Truth {
      const { op, inputs } = expression
      const [a, b] = inputs
      if (op === 'not') {
        const { yes, no } = truth(a)
        return { yes: no, no: yes }
      }
      if (op === 'and' || op === 'or') return joined(op, truth(a), truth(b))
      if (op === '<' || op === '<=' || op === '>' || op === '>=' || op === 'crosses' || op === 'crossesBelow')
        return compared(op, a, b)
      const column = address(computed(expression))
      const [yes, no] = [mask(), mask()]
      call.truthOf(column, yes, no, rows)
      return { yes, no }
    }

    function joined(op: 'and' | 'or', a: Truth, b: Truth): Truth {
      const [yes, no] = [mask(), mask()]
      const [join, part] = op === 'and' ? [call.both, call.either] : [call.either, call.both]
      join(a.yes, b.yes, yes, words)
      part(a.no, b.no, no, words)
      return { yes, no }
    }

    function compared(op: Comparison, a: Expression, b: Expression): Truth {
      const { above, below, known } = between(a, b)
      if (op === 'crosses' || op === 'crossesBelow') {
        const [yes, no] = [mask(), mask()]
        call.crossing(op === 'crosses' ? above : below, known, yes, no, words)
        return { yes, no }
      }
      const isStrict = op === '<' || op === '>'
      const side = op === '<' || op === '>=' ? below : above
      const other = mask()
      call.without(known, side, other, words)
      return isStrict ? { yes: side, no: other } : { yes: other, no: side }
    }

    /** On which side of `b` lies `a`. */
    function between(a: Expression, b: Expression): Sides {
      if (b.op === 'number') return sides(address(quantity(a)), b.value)
      if (a.op === 'number') {
        const { above, below, known } = sides(address(quantity(b)), a.value)
        return { above: below, below: above, known }
      }
      return sides(address(quantity(a)), address(quantity(b)), true)
    }

    function quantity(expression: Expression): Column {
      if (expression.op === 'number') return new Float64Array(bars.close.length).fill(expression.value)
      return computed(expression)
    }

    function computed({ op, inputs, parameters }: Applied): Column {
      return operations[op].compute(source, inputs.map(quantity), parameters)
    }

    function sides(a: Address, b: number, isColumn = false): Sides {
      const key = `${a}|${isColumn ? '' : '='}${b}`
      const above = known.get(key) ?? kept.bytes((3 * rows) / 8)
      const found = { above, below: above + rows / 8, known: above + (2 * rows) / 8 }
      if (known.has(key)) return found
      known.set(key, above)
      const compare = isColumn ? call.sides : call.sidesOf
      compare(a, b, found.above, found.below, found.known, rows)
      return found
    }
  }

  /** Of a column, with unknown rows behind it up to a whole word. */
  function address(column: Column): Address {
    const there = addresses.get(column)
    if (there !== undefined) return there
    const rows = padded(column.length)
    const at = columns.bytes(8 * rows)
    const copy = new Float64Array(memory.buffer, at, rows)
    copy.set(column)
    copy.fill(Number.NaN, column.length)
    addresses.set(column, at)
    return at
  }

  function forget(): void {
    columns.takeBack()
    kept.takeBack()
    addresses = new WeakMap()
    known = new Map()
  }
}

type Comparison = '<' | '<=' | '>' | '>=' | 'crosses' | 'crossesBelow'

const padded = (rows: number) => Math.ceil(rows / 64) * 64
