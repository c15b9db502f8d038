interface Flight {
  readonly answer: Promise<unknown>
  readonly stop: AbortController
  callers: number
}

/** Requests under way, so that the same one is sent once for all who ask for it meanwhile. */
export class Flights {
  readonly #flying = new Map<string, Flight>()

  isFlying(key: string): boolean {
    return this.#flying.has(key)
  }

  /** The answer under way, or of `start`; that is stopped once nobody waits for it. @throws whatever `signal` was aborted with */
  async join<T>(key: string, signal: AbortSignal | undefined, start: (stop: AbortSignal) => Promise<T>): Promise<T> {
    signal?.throwIfAborted()
    const flight = this.#flying.get(key) ?? this.#launch(key, start)
    flight.callers++
    try {
      return (await unlessAborted(flight.answer, signal)) as T
    } finally {
      flight.callers--
      if (flight.callers === 0) {
        this.#land(key, flight)
        flight.stop.abort()
      }
    }
  }

  #launch(key: string, start: (stop: AbortSignal) => Promise<unknown>): Flight {
    const stop = new AbortController()
    const flight: Flight = { answer: start(stop.signal), stop, callers: 0 }
    this.#flying.set(key, flight)
    const land = () => this.#land(key, flight)
    flight.answer.then(land, land)
    return flight
  }

  #land(key: string, flight: Flight): void {
    if (this.#flying.get(key) === flight) this.#flying.delete(key)
  }
}

function unlessAborted<T>(answer: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return answer
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason)
    signal.addEventListener('abort', abort)
    answer.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort))
  })
}
