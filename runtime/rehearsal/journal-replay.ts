import { isDeepStrictEqual } from 'node:util'
import type { BarClosed } from '../../lab/market/bar-feed.ts'
import type { ClientId, Execution } from '../../lab/market/order.ts'
import type { Outcome } from '../../lab/market/outcome.ts'
import type { EpochMs, Usd } from '../../lab/market/units.ts'
import { begin, decide, type TradingContext } from '../decide.ts'
import { readJournal } from '../journal/read.ts'
import type { Command, Event, State } from '../state.ts'
import { outcomeRecorder } from './record.ts'

/** What a run of the runtime tells of itself in its journal. */
export interface JournalReplay {
  readonly run: string
  /** Where it traded; absent in journals of a time when they did not say so. */
  readonly venue?: string
  readonly cash: Usd
  /** When it began, and its last close. */
  readonly from: EpochMs
  readonly to: EpochMs
  readonly closes: readonly Close[]
  /** In the order in which they were heard of. */
  readonly executions: readonly TracedExecution[]
  /** Orders that the risk gate or the venue did not take. */
  readonly refused: readonly Refused[]
  readonly outcome: Outcome
  /** When and why it stopped trading; absent where it did not. */
  readonly halted?: { readonly at: EpochMs; readonly why: string }
}

export interface Close {
  readonly at: EpochMs
  readonly bars: readonly BarClosed[]
  /** Exposure, −1 … +1, by symbol. */
  readonly wanted: Readonly<Record<string, number>>
  /** Direction, by symbol, that is not entered again before something else is wanted: an exit has just closed it. */
  readonly barred: Readonly<Record<string, -1 | 1>>
}

/** An execution with the decision behind it. Without one it was not ordered by us: a liquidation, or somebody else's. */
export interface TracedExecution extends Execution {
  readonly order?: ClientId
  readonly decidedAt?: EpochMs
}

export interface Refused {
  readonly symbol: string
  readonly decidedAt: EpochMs
  readonly why: string
}

/**
 * Lives through a journal again, by the mind that wrote it: the commands in it must be those that this strategy gives. A torn tail ends it.
 *
 * @param synthetic whether the bars in it are simulated, which they do not say themselves
 * @throws Error naming journal and record, when another strategy, program or hand wrote it, or when it holds no close
 */
export function replayJournal(
  path: string,
  context: TradingContext,
  { synthetic }: { readonly synthetic: boolean },
): JournalReplay {
  const { started, until } = journalExtent(path)
  const { run, venue, cash, at: from } = started
  const { interval } = context.strategy
  const closes: Close[] = []
  const executions: TracedExecution[] = []
  const refused: Refused[] = []
  const decided = new Map<ClientId, Omit<Refused, 'why'>>()
  let state = begin(started)
  let halted: JournalReplay['halted']
  const record = outcomeRecorder(() => state.account, context.instruments, { cash, interval, synthetic })

  function refuse(id: ClientId, why: string): void {
    const order = decided.get(id)
    if (order) refused.push({ ...order, why })
  }
  function onEvent(event: Event): void {
    if (event.kind === 'filled') {
      const { id, ...execution } = event.fill
      const order = decided.get(id)
      executions.push({ ...execution, order: id, ...(order && { decidedAt: order.decidedAt }) })
    }
    if (event.kind === 'liquidated') executions.push(...event.executions)
    if (event.kind === 'orderClosed' && event.how === 'rejected') refuse(event.id, event.why)
    if (event.kind === 'answered') {
      if (event.to === 'place' && event.answer.kind === 'refused') refuse(event.id, event.answer.why)
      return
    }
    if (event.kind !== 'halt' && event.kind !== 'started') record.onEvent(event)
  }
  function onCommand(command: Command, at: EpochMs): void {
    if (command.kind === 'place') decided.set(command.order.id, { symbol: command.order.symbol, decidedAt: at })
    if (command.kind === 'refused')
      refused.push({ symbol: command.intent.symbol, decidedAt: at, why: command.refusal.rule })
    if (command.kind === 'halted') halted = { at, why: command.why }
  }

  let [commands, at, matched]: [readonly Command[], EpochMs, number] = [[], from, 0]
  for (const { seq, kind, payload } of readJournal(path)) {
    if (kind === 'event' && seq > until) break
    if (kind === 'command') {
      const command = commands[matched++]
      if (!isDeepStrictEqual(payload, command)) throw new Error(foreign(path, seq, payload, command))
      onCommand(command, at)
      continue
    }
    if (matched < commands.length) throw new Error(foreign(path, seq, payload, commands[matched]))
    const event = payload as Event
    onEvent(event)
    const [next, more] = decide(context, state, event)
    state = next
    if (event.kind === 'barsClosed')
      closes.push({ at: event.at, bars: event.bars, wanted: event.wanted, barred: barredIn(next) })
      // Through JSON, as what was written went.
    ;[commands, at, matched] = [JSON.parse(JSON.stringify(more)), timeOf(event), 0]
  }
  return {
    ...{ run, cash, from, to: closes[closes.length - 1].at, closes, executions, refused, outcome: record.outcome() },
    ...(venue !== undefined && { venue }),
    ...(halted && { halted }),
  }
}

/**
 * How a run began, and its last close: what came after that has no price to be counted at.
 *
 * @throws Error when that is no journal of a run, or of one that has seen no close
 */
export function journalExtent(path: string): {
  readonly started: Extract<Event, { kind: 'started' }>
  /** Number of the record of the last close, and its time. */
  readonly until: number
  readonly to: EpochMs
} {
  let started: Extract<Event, { kind: 'started' }> | undefined
  let until: { readonly seq: number; readonly at: EpochMs } | undefined
  for (const { seq, kind, payload } of readJournal(path)) {
    const event = kind === 'event' ? (payload as Event) : undefined
    if (seq === 1 && event?.kind === 'started') started = event
    if (event?.kind === 'barsClosed') until = { seq, at: event.at }
  }
  if (!started) throw new Error(`${path}: expected the journal of a run, which begins with its start`)
  if (until === undefined) throw new Error(`${path}: expected a run that has seen a bar close, found none`)
  return { started, until: until.seq, to: until.at }
}

function barredIn({ holdings }: State): Close['barred'] {
  const barred: Record<string, -1 | 1> = {}
  for (const [symbol, holding] of holdings) if (holding.barred !== 0) barred[symbol] = holding.barred
  return barred
}

const timeOf = (event: Event): EpochMs =>
  event.kind === 'filled' ? event.fill.at : event.kind === 'gap' ? event.to : event.at

const foreign = (path: string, seq: number, found: unknown, expected: unknown) =>
  `${path}: record ${seq} is ${JSON.stringify(found)}, but this strategy would have given ${JSON.stringify(expected) ?? 'no command'}: ` +
  'another strategy, or another program, wrote it'
