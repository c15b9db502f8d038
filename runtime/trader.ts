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
  /** The bars of its universe, and what the strategy wants of them. */
  readonly signalEngine: SignalEngine
  readonly journalRecorder: JournalRecorder
  readonly clock: Clock
  /** Names the run in client ids: the same run resumed has the same name. */
  readonly run: string
  /** Hears each decision after its record is safe. */
  readonly onDecision?: (event: Event, commands: readonly Command[], state: State) => void
}

/** The shell around the mind: one queue of events; each is decided, written down, and only then acted on. */
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

  /** @throws Error when the venue cannot say what it holds, or holds what nobody here has ordered */
  static async start(options: TraderOptions): Promise<Trader> {
    const { venue, feed, context, run, clock } = options
    const account = trusted(await venue.account(), 'the account')
    if (account.positions.size > 0) {
      const held = [...account.positions.keys()].join(', ')
      throw new Error(`${venue.name} already holds ${held}: close it there, or trade from an account of its own`)
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

  /** Closes everything and opens nothing more. */
  halt(why: string): void {
    this.#receive({ kind: 'halt', at: this.#options.clock(), why })
  }

  /** Resolves when all that has been heard is decided and carried out; rejects for ever once that has failed. */
  async idle(): Promise<void> {
    while (this.#working) await this.#working
  }

  /** Ends listening once the queue is empty. Positions and resting orders stay as they are. */
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
    // Not in the same breath as the event that woke us: several may come from one call of the venue.
    await Promise.resolve()
    for (let received = this.#queue.shift(); received; received = this.#queue.shift()) await this.#handle(received)
    // With nothing awaited since the queue was found empty: an event that comes now starts the work anew. Where the work has failed it is
    // not started again: after an event that was not understood, nothing is known well enough to trade on.
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

  /** Bars become a signal here, so that the journal holds what the mind was told. */
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

/** A throttled request never reached the venue's matching: it is a refusal with a reason. */
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
