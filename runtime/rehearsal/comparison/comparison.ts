import type { BarClosed } from '../../../lab/market/bar-feed.ts'
import type { Outcome } from '../../../lab/market/outcome.ts'
import type { EpochMs, Fraction, Usd } from '../../../lab/market/units.ts'
import type { Close, JournalReplay } from '../journal-replay.ts'
import { Book } from './book.ts'
import { type Cause, causeOf, causes } from './cause.ts'
import { type OrderFill, orderFillsOf, type Pair, pair } from './order-fill.ts'

/** Two runs of one strategy over the same time, and the causes of the difference between their results. */
export interface Comparison {
  readonly from: EpochMs
  readonly to: EpochMs
  /** Number of bars by result of the comparison. Each symbol has one bar per close. */
  readonly bars: {
    readonly alike: number
    readonly different: number
    readonly onlyPaper: number
    readonly onlyReplay: number
  }
  /**
   * Counts of pairs of symbol and close. `asked`: either run wanted a position. `alike`: both also wanted the same
   * exposure.
   */
  readonly signals: { readonly asked: number; readonly alike: number }
  /** Order fills of both runs, paired by decision. */
  readonly orderFills: readonly Compared[]
  /** Share of the order fills that both runs made in the same bar; absent if neither run had a fill. */
  readonly quality?: Fraction
  readonly paper: Outcome
  readonly replay: Outcome
  /** Equity of the paper run minus that of the replay, at the last close. */
  readonly differenceUsd: Usd
  /** The difference by cause; the parts sum to `differenceUsd`. */
  readonly parts: readonly Part[]
}

/** An order fill of one run or of both, and the cause of their difference; without a cause they are equal. */
export interface Compared extends Pair {
  readonly cause?: Cause
}

/** One part of the difference, with its description. */
export interface Part {
  readonly part: string
  readonly usd: Usd
}

/** Maximum difference of equal exposures, for floating-point error. */
const negligible = 1e-9

/**
 * Compares a paper run with a replay of the same time, decision by decision.
 *
 * While the positions of the runs differ, so do the profits of each bar. The profits are valued at the prices of the
 * replay before slippage. Their difference is attributed to the cause that first separated the positions, until both
 * runs hold the same position again.
 *
 * @throws RangeError when the runs began with different cash
 */
export function compare(paper: JournalReplay, replay: JournalReplay): Comparison {
  if (paper.cash !== replay.cash)
    throw new RangeError(
      `expected runs with equal cash, found ${paper.cash} USD in the paper run and ${replay.cash} USD in its replay`,
    )
  const { interval } = paper.outcome
  const [ours, theirs] = [byClose(paper.closes), byClose(replay.closes)]
  const bars = { alike: 0, different: 0, onlyPaper: 0, onlyReplay: 0 }
  const signals = { asked: 0, alike: 0 }
  const refused = new Set([...paper.refused, ...replay.refused].map(one => `${one.symbol} ${one.decidedAt}`))
  const books = new Map<string, Book>()
  const bookOf = (symbol: string): Book => {
    const book = books.get(symbol) ?? new Book()
    books.set(symbol, book)
    return book
  }
  const wants = (symbol: string, at: number) => {
    const [a, b] = [ours.get(at)?.wanted[symbol], theirs.get(at)?.wanted[symbol]]
    const isBarred = ours.get(at)?.barred[symbol] !== theirs.get(at)?.barred[symbol]
    return { a, b, isBarred, isSame: a !== undefined && b !== undefined && Math.abs(a - b) <= negligible }
  }
  const isHalted = (at: number) => isStopped(paper, at) !== isStopped(replay, at)
  const orderFills: Compared[] = []
  let [barsDiffer, isEven] = [false, true]

  function explain(one: Pair, isDifferent: boolean): Cause | undefined {
    const { symbol, at, decidedAt = at } = orderFillOf(one)
    const { a, b, isSame, isBarred } = wants(symbol, decidedAt)
    const { apart, isTouched } = bookOf(symbol)
    return causeOf(one, {
      hasBothCloses: a !== undefined && b !== undefined,
      isSameExposure: isSame,
      isBarred,
      isRefused: refused.has(`${symbol} ${decidedAt}`),
      isHalted: isHalted(at),
      ...{ barsDiffer, apart, isTouched: isTouched || isDifferent, isEven },
    })
  }

  const steps = pair(orderFillsOf(paper.executions, interval), orderFillsOf(replay.executions, interval))
    .flatMap(stepsOf)
    .sort((a, b) => a.bar - b.bar || a.at - b.at)
  let next = 0
  const times = new Set([...ours.keys(), ...theirs.keys()])
  for (const at of [...times].sort((a, b) => a - b)) {
    const different = new Set<string>()
    for (const symbol of new Set([...(ours.get(at)?.bars.keys() ?? []), ...(theirs.get(at)?.bars.keys() ?? [])])) {
      const [a, b] = [ours.get(at)?.bars.get(symbol), theirs.get(at)?.bars.get(symbol)]
      const how = howAlike(a, b)
      bars[how]++
      if (how !== 'alike') different.add(symbol)
      bookOf(symbol).close(a?.close, b?.close)
      const { a: wanted = 0, b: expected = 0, isSame } = wants(symbol, at)
      if (wanted === 0 && expected === 0) continue
      signals.asked++
      if (isSame) signals.alike++
    }
    if (different.size > 0) [barsDiffer, isEven] = [true, false]
    for (; next < steps.length && steps[next].bar < at; next++) {
      const { half, whole } = steps[next]
      const { symbol } = orderFillOf(whole)
      const cause = explain(whole, different.has(symbol))
      if (half === whole || half.paper) orderFills.push({ ...whole, ...(cause && { cause }) })
      const { paper: ours, replay: theirs } = half
      if (cause !== undefined || ours?.size !== theirs?.size) isEven = false
      bookOf(symbol).settle(half, cause)
    }
    for (const symbol of different) bookOf(symbol).touch()
  }

  const both = orderFills.filter(({ cause }) => cause === undefined).length
  return {
    from: paper.from,
    to: paper.to,
    bars,
    signals,
    orderFills,
    ...(orderFills.length > 0 && { quality: both / orderFills.length }),
    paper: paper.outcome,
    replay: replay.outcome,
    differenceUsd: equityValue(paper.outcome) - equityValue(replay.outcome),
    parts: partsOf([...books.values()], paper.outcome, replay.outcome),
  }
}

function partsOf(books: readonly Book[], paper: Outcome, replay: Outcome): readonly Part[] {
  const sum = (of: (book: Book) => Usd) => books.reduce((total, book) => total + of(book), 0)
  const paid = (of: keyof Outcome['paid']) => replay.paid[of] - paper.paid[of]
  const byCause = (Object.keys(causes) as Cause[]).map(cause => ({
    part: causes[cause],
    usd: sum(book => book.byCause.get(cause) ?? 0) + (cause === 'liquidation' ? paid('takeoverUsd') : 0),
  }))
  return [
    ...byCause,
    { part: 'fill prices', usd: sum(book => book.pricesUsd) },
    { part: 'slippage', usd: paid('slippageUsd') },
    { part: 'fees', usd: paid('feesUsd') },
    { part: 'funding', usd: paid('fundingUsd') },
    { part: 'last prices', usd: sum(book => book.marksUsd) },
  ]
}

/** One step of the comparison. A pair of order fills is one step, or two steps when its fills are in different bars. */
interface Step {
  readonly bar: EpochMs
  readonly at: EpochMs
  /** The fills of this step: both, or only one when the bars differ. */
  readonly half: Pair
  /** The pair to which these fills belong. */
  readonly whole: Pair
}

function stepsOf(whole: Pair): readonly Step[] {
  const { paper, replay } = whole
  if (paper && replay && paper.bar !== replay.bar)
    return [{ paper }, { replay }].map(half => ({ bar: orderFillOf(half).bar, at: orderFillOf(half).at, half, whole }))
  return [{ bar: orderFillOf(whole).bar, at: orderFillOf(whole).at, half: whole, whole }]
}

const orderFillOf = ({ paper, replay }: Pair): OrderFill => (paper ?? replay) as OrderFill
const isStopped = ({ halted }: JournalReplay, at: number): boolean => halted !== undefined && halted.at <= at
const equityValue = ({ equity, cash }: Outcome): Usd => (equity.length === 0 ? cash : equity[equity.length - 1])

const byClose = (closes: readonly Close[]) =>
  new Map(
    closes.map(({ at, bars, ...rest }) => [
      at as number,
      { ...rest, bars: new Map(bars.map(bar => [bar.symbol, bar])) },
    ]),
  )

function howAlike(a: BarClosed | undefined, b: BarClosed | undefined) {
  if (a === undefined) return 'onlyReplay'
  if (b === undefined) return 'onlyPaper'
  return JSON.stringify(a) === JSON.stringify(b) ? 'alike' : 'different'
}
