import { isDeepStrictEqual } from 'node:util'
import type { BarClosed } from '../../lab/market/bar-feed.ts'
import type { ClientId, Execution } from '../../lab/market/order.ts'
import type { Outcome } from '../../lab/market/outcome.ts'
import type { EpochMs, Usd } from '../../lab/market/units.ts'
import { begin, decide, type TradingContext } from '../decide.ts'
import { readJournal } from '../journal/read.ts'
import type { Command, Event, State } from '../state.ts'
import { outcomeRecorder } from './record.ts'

/** A run of the runtime, rebuilt from its journal. */
export interface JournalReplay {
  readonly run: string
  /** Name of the venue; absent in old journals, which did not record it. */
  readonly venue?: string
  readonly cash: Usd
  /** Start of the run, and its last close. */
  readonly from: EpochMs
  readonly to: EpochMs
  readonly closes: readonly Close[]
  /** In the order in which they were recorded. */
  readonly executions: readonly TracedExecution[]
  /** Orders that a risk rule or the venue refused. */
  readonly refused: readonly Refused[]
  readonly outcome: Outcome
  /** When and why trading halted; absent if it did not. */
  readonly halted?: { readonly at: EpochMs; readonly why: string }
}

/** The bars that closed at one time, and what the strategy wanted then. */
export interface Close {
  readonly at: EpochMs
  readonly bars: readonly BarClosed[]
  /** Exposure, −1 … +1, by symbol. */
  readonly wanted: Readonly<Record<string, number>>
  /** Direction, by symbol, that an exit has closed and that is not entered again before the strategy wants something else. */
  readonly barred: Readonly<Record<string, -1 | 1>>
}

/** An execution with the order and decision behind it; both are absent for a liquidation and for orders that are not ours. */
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
 * Replays a journal's events through `decide` and rebuilds the run. The recorded commands must equal those that this strategy gives.
 * An unfinished last record ends the replay.
 *
 * @param synthetic whether the bars are simulated; the journal does not record that
 * @throws Error naming journal and record, when the commands differ, or when the journal holds no close
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
      // Compared as JSON, because the recorded commands have been through JSON too.
    ;[commands, at, matched] = [JSON.parse(JSON.stringify(more)), timeOf(event), 0]
  }
  return {
    ...{ run, cash, from, to: closes[closes.length - 1].at, closes, executions, refused, outcome: record.outcome() },
    ...(venue !== undefined && { venue }),
    ...(halted && { halted }),
  }
}

/**
 * The start of a recorded run and its last close. Later events have no price to be valued at.
 *
 * @throws Error when the file is not the journal of a run, or the run has no close
 */
export function journalExtent(path: string): {
  readonly started: Extract<Event, { kind: 'started' }>
  /** Sequence number of the record of the last close, and the time of that close. */
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
  if (!started) throw new Error(`${path}: expected the journal of a run, whose first record is its start`)
  if (until === undefined) throw new Error(`${path}: expected a run with at least one closed bar, found none`)
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
  `${path}: record ${seq}: expected ${JSON.stringify(expected) ?? 'no command'} from this strategy, found ${JSON.stringify(found)}: ` +
  'another strategy or another version of the program wrote the journal'
