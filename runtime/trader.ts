import type { Clock } from '../lab/clock.ts'
import type { BarFeed } from '../lab/market/bar-feed.ts'
import type { Answer, ExecutionVenue, VenueEvent } from '../lab/market/execution-venue.ts'
import type { ClientId } from '../lab/market/order.ts'
import { begin, decide, type TradingContext } from './decide.ts'
import type { SignalEngine } from './feed/signal-engine.ts'
import type { JournalRecorder } from './journal/journal-recorder.ts'
import type { Answered, Command, Event, State } from './state.ts'

export interface TraderOptions {
  readonly context: TradingContext
  readonly venue: ExecutionVenue
  readonly feed: BarFeed
  /** Turns closed bars into target exposures. */
  readonly signalEngine: SignalEngine
  readonly journalRecorder: JournalRecorder
  readonly clock: Clock
  /** Name of the run. Client ids are derived from it, so a resumed run must keep its name. */
  readonly run: string
  /** Called after each decision, once the decision is in the journal. */
  readonly onDecision?: (event: Event, commands: readonly Command[], state: State) => void
}

/**
 * Trades one strategy: connects `decide` to a venue, a bar feed, a journal and a clock. Events are queued and handled
 * one at a time. For each event, `decide` returns commands. The event and its commands are first written to the
 * journal; then the commands are sent to the venue.
 */
export class Trader {
  readonly #options: TraderOptions
  readonly #queue: (VenueEvent | Event)[] = []
  #state: State
  #working: Promise<void> | undefined
  #unsubscribe: () => void = () => {}

  private constructor(options: TraderOptions, state: State) {
    this.#options = options
    this.#state = state
  }

  /**
   * Sets the leverage of every symbol, subscribes to venue and feed, and writes the start to the journal.
   *
   * @throws Error when a request to the venue fails, or the account already holds a position
   */
  static async start(options: TraderOptions): Promise<Trader> {
    const { venue, feed, context, run, clock } = options
    const account = trusted(await venue.account(), 'the account')
    if (account.positions.size > 0) {
      const held = [...account.positions.keys()].join(', ')
      throw new Error(
        `${venue.name}: expected an account without positions, found ${held}: close it there, or use a separate account`,
      )
    }
    for (const symbol of context.strategy.universe) {
      trusted(await venue.setLeverage(symbol, context.strategy.sizing.leverage), `the leverage of ${symbol}`)
    }
    const started: Event = { kind: 'started', at: clock(), run, venue: venue.name, cash: account.cash }
    const trader = new Trader(options, begin(started))
    const subscriptions = [venue, feed].map(port => port.subscribe(event => trader.#receive(event)))
    trader.#unsubscribe = () => {
      for (const end of subscriptions) end()
    }
    trader.#receive(started)
    await trader.idle()
    return trader
  }

  get state(): State {
    return this.#state
  }

  /** Closes every position and opens no new one. */
  halt(why: string): void {
    this.#receive({ kind: 'halt', at: this.#options.clock(), why })
  }

  /** Resolves when every queued event has been handled. After a failure the trader is stopped, and this rejects. */
  async idle(): Promise<void> {
    while (this.#working) await this.#working
  }

  /** Waits until the queue is empty, unsubscribes, and closes the journal. Positions and resting orders stay open. */
  async stop(): Promise<void> {
    try {
      await this.idle()
    } finally {
      this.#unsubscribe()
      this.#options.journalRecorder.close()
    }
  }

  #receive(event: VenueEvent | Event): void {
    this.#queue.push(event)
    this.#working ??= this.#work()
  }

  async #work(): Promise<void> {
    // The venue may publish several events in one call. This wait lets all of them enter the queue before the first is
    // handled.
    await Promise.resolve()
    for (let received = this.#queue.shift(); received; received = this.#queue.shift()) await this.#handle(received)
    // There is no await between the empty queue and this line, so no event is lost: the next event starts the work
    // again. After a failure this line is not reached, and work never restarts: the state is then too uncertain to
    // trade.
    this.#working = undefined
  }

  async #handle(received: VenueEvent | Event): Promise<void> {
    const event = this.#completed(received)
    const [next, commands] = decide(this.#options.context, this.#state, event)
    this.#options.journalRecorder.record(event, commands)
    this.#state = next
    this.#options.onDecision?.(event, commands, next)
    for (const command of commands) await this.#carryOut(command)
  }

  /** Adds the target exposures to an event of closed bars, so that the journal contains all input of `decide`. */
  #completed(received: VenueEvent | Event): Event {
    if (received.kind !== 'barsClosed' || 'wanted' in received) return received as Event
    return { ...received, ...this.#options.signalEngine.onBars(received.bars) }
  }

  async #carryOut(command: Command): Promise<void> {
    const { venue } = this.#options
    if (command.kind === 'place') await this.#ask(command.order.id, 'place', venue.place(command.order))
    if (command.kind === 'cancel') await this.#ask(command.id, 'cancel', venue.cancel(command.id, command.symbol))
  }

  async #ask(id: ClientId, to: 'place' | 'cancel', answer: Answer<void>): Promise<void> {
    const result = await answer
    this.#queue.push({
      kind: 'answered',
      at: this.#options.clock(),
      id,
      to,
      answer: result.ok ? { kind: 'ok' } : asAnswered(result.error),
    })
  }
}

type VenueFailure = Extract<Awaited<Answer<unknown>>, { ok: false }>['error']

/**
 * Converts an error of the venue to the answer of an event. A throttled request never reached the venue's matching
 * engine, so it counts as refused and not as unknown.
 */
function asAnswered(error: VenueFailure): Answered {
  if (error.kind === 'tooFast')
    return { kind: 'refused', why: `too many requests, free again in ${error.retryAfterMs} ms` }
  return error
}

function trusted<T>(answer: Awaited<Answer<T>>, what: string): T {
  if (answer.ok) return answer.value
  const { error } = answer
  throw new Error(`${what} could not be read: ${error.kind === 'tooFast' ? 'too many requests' : error.why}`)
}
