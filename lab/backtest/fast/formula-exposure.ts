import type { Column } from '../../market/bars.ts'
import type { Applied, Expression } from '../../seeds/formula/expression.ts'
import { operations } from '../../seeds/formula/operations.ts'
import { type FormulaRules, rulesComplexity } from '../../seeds/formula/rules.ts'
import { arena } from './arena.ts'
import { type KeptColumns, padded } from './kept-columns.ts'
import type { Address, Kernel } from './kernel.ts'
import type { MarketView } from './market-view.ts'

/** Computes the target exposure of formulas for one symbol. */
export interface FormulaExposures {
  /**
   * Writes the changes of a formula's target exposure to the list at `view.list`.
   *
   * @param hold number of bars that each long or short event lasts
   * @returns number of changes written; undefined if the formula needs more memory than there is for masks
   */
  read(rules: FormulaRules, hold: number, view: MarketView): number | undefined
  /** Forgets cached masks, because the columns were moved or replaced. */
  forget(): void
}

/** Two bit masks: rows where a condition is true, and rows where it is false. In all other rows it is unknown. */
interface BooleanSeries {
  readonly yes: Address
  readonly no: Address
}

/** Three bit masks: rows where one value is above another, where it is below, and where both are known. */
interface Sides {
  readonly above: Address
  readonly below: Address
  readonly known: Address
}

/** Bytes of the cache of comparison masks. Genomes share the cache; it is cleared when full. */
const sideBytes = 20 * 2 ** 20
/** Bytes for the masks of one genome on one symbol. */
const maskBytes = 4 * 2 ** 20
/** Bytes of kernel memory that `formulaExposures` needs. */
export const booleanSeriesBytes = sideBytes + maskBytes

/**
 * Evaluates formulas in the kernel with one bit per row, because comparisons take most of a formula's time. Numeric
 * operations, and boolean ones that the kernel lacks, run in the shared TypeScript functions.
 *
 * @param columns columns in the kernel's memory
 * @param at      start of `booleanSeriesBytes` bytes for masks
 */
export function formulaExposures({ memory, call }: Kernel, columns: KeptColumns, at: Address): FormulaExposures {
  const kept = arena(memory, at, at + sideBytes)
  const masks = arena(memory, at + sideBytes, at + booleanSeriesBytes)
  let known = new Map<string, Address>()

  return { read, forget }

  function forget(): void {
    kept.takeBack()
    known = new Map()
  }

  function read(rules: FormulaRules, bars: number, view: MarketView): number | undefined {
    const { from, to, warm, range, list } = view
    const rows = padded(view.bars.close.length)
    // Upper bound of the bytes needed: each word of the formula takes a few masks.
    const asked = rows * (rulesComplexity(rules) + 4)
    if (asked > maskBytes) return undefined
    if (kept.left() < asked) forget()
    masks.takeBack()
    const words = rows / 64
    const allSeries = new Map<Expression, BooleanSeries>()
    const { long, short, flat } = rules
    const [longs, shorts] = [mask(), mask()]
    call.hold(
      ...([series(long).yes, short ? series(short).yes : 0, flat ? series(flat).yes : 0] as const),
      ...([bars, longs, shorts, words] as const),
    )
    const moving = range === 0 ? 0 : sides(range, 0).above
    return call.readMasks(longs, shorts, moving, from, to, warm, list)

    function mask(): Address {
      return masks.bytes(rows / 8)
    }

    function series(expression: Expression): BooleanSeries {
      const found = allSeries.get(expression) ?? judged(expression as Applied)
      allSeries.set(expression, found)
      return found
    }

    function judged(expression: Applied): BooleanSeries {
      const { op, inputs } = expression
      const [a, b] = inputs
      if (op === 'not') {
        const { yes, no } = series(a)
        return { yes: no, no: yes }
      }
      if (op === 'and' || op === 'or') return joined(op, series(a), series(b))
      if (op === '<' || op === '<=' || op === '>' || op === '>=' || op === 'crosses' || op === 'crossesBelow')
        return compared(op, a, b)
      const column = columns.address(computed(expression))
      const [yes, no] = [mask(), mask()]
      call.booleansOf(column, yes, no, rows)
      return { yes, no }
    }

    function joined(op: 'and' | 'or', a: BooleanSeries, b: BooleanSeries): BooleanSeries {
      const [yes, no] = [mask(), mask()]
      const [join, part] = op === 'and' ? [call.both, call.either] : [call.either, call.both]
      join(a.yes, b.yes, yes, words)
      part(a.no, b.no, no, words)
      return { yes, no }
    }

    function compared(op: Comparison, a: Expression, b: Expression): BooleanSeries {
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

    /** Masks of the comparison of `a` with `b`; a constant needs no column of its own. */
    function between(a: Expression, b: Expression): Sides {
      if (b.op === 'number') return sides(columns.address(quantity(a)), b.value)
      if (a.op === 'number') {
        const { above, below, known } = sides(columns.address(quantity(b)), a.value)
        return { above: below, below: above, known }
      }
      return sides(columns.address(quantity(a)), columns.address(quantity(b)), true)
    }

    function quantity(expression: Expression): Column {
      if (expression.op === 'number') return new Float64Array(view.bars.close.length).fill(expression.value)
      return computed(expression)
    }

    function computed({ op, inputs, parameters }: Applied): Column {
      return operations[op].compute(view, inputs.map(quantity), parameters)
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
}

type Comparison = '<' | '<=' | '>' | '>=' | 'crosses' | 'crossesBelow'
