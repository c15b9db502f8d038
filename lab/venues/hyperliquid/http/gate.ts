import type { Clock } from '../../../clock.ts'
import type { DurationMs } from '../../../market/units.ts'
import { type Cancel, processTimers, type Timers } from '../../../timers.ts'
import { admit, type Budget, freshBudget, penalise, settle, used, waitFor } from './budget.ts'
import type { RequestCost } from './weights.ts'

/** Urgent requests reduce risk: they go first and may use the reserve. */
const priorities = ['urgent', 'normal', 'background'] as const
export type Priority = (typeof priorities)[number]

interface Waiting {
  readonly requestCost: RequestCost
  readonly priority: Priority
  readonly go: () => void
}

/** Admits requests as the budget permits, in order of priority, then of arrival. Owns a timer. */
export class Gate {
  readonly #clock: Clock
  readonly #timers: Timers
  #budget: Budget
  #waiting: readonly Waiting[] = []
  #cancel: Cancel = () => {}
  #waits = 0

  constructor(clock: Clock, budget: Budget = freshBudget(), timers: Timers = processTimers) {
    this.#clock = clock
    this.#timers = timers
    this.#budget = budget
  }

  /**
   * Resolves when the request may be sent, and charges it then. Each admitted request must be settled.
   *
   * @throws RangeError when the request exceeds the whole budget; the signal's reason when aborted
   */
  async pass(requestCost: RequestCost, priority: Priority, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted()
    if (waitFor(this.#budget, this.#clock(), requestCost, priority === 'urgent') === Number.POSITIVE_INFINITY) {
      throw new RangeError(
        `a request of weight up to ${requestCost.weight + requestCost.surcharge} exceeds the limit of ${this.#budget.limit} a minute`,
      )
    }
    return new Promise((resolve, reject) => {
      const give = () => {
        signal?.removeEventListener('abort', give)
        this.#waiting = this.#waiting.filter(other => other !== waiting)
        if (!signal?.aborted) return resolve()
        reject(signal.reason)
        this.#open()
      }
      const waiting: Waiting = { requestCost, priority, go: give }
      this.#waiting = [...this.#waiting, waiting]
      signal?.addEventListener('abort', give)
      this.#open()
      if (this.#waiting.includes(waiting)) this.#waits++
    })
  }

  /** Settles a request at the actual cost of its answer. */
  settle(requestCost: RequestCost, actual: number): void {
    this.#budget = settle(this.#budget, this.#clock(), requestCost, actual)
    this.#open()
  }

  /** The venue refused a request for its weight: stops normal requests for `pause` ms. */
  penalise(pause: DurationMs): void {
    this.#budget = penalise(this.#budget, this.#clock(), pause)
    this.#open()
  }

  snapshot() {
    return { weightUsed: used(this.#budget, this.#clock()), waiting: this.#waiting.length, waits: this.#waits }
  }

  #open(): void {
    this.#cancel()
    for (const next of inOrder(this.#waiting)) {
      const wait = waitFor(this.#budget, this.#clock(), next.requestCost, next.priority === 'urgent')
      if (wait > 0) {
        // Requests behind the first that must wait wait too. Otherwise small requests could block a large one for ever.
        this.#cancel = this.#timers.after(wait, () => this.#open())
        return
      }
      this.#budget = admit(this.#budget, this.#clock(), next.requestCost)
      next.go()
    }
  }
}

const inOrder = (waiting: readonly Waiting[]): Waiting[] =>
  priorities.flatMap(priority => waiting.filter(one => one.priority === priority))
