interface InFlightRequest {
  readonly answer: Promise<unknown>
  readonly stop: AbortController
  callers: number
}

/** Requests in flight. An identical request joins the one in flight, so that it is sent once. */
export class InFlightRequests {
  readonly #requests = new Map<string, InFlightRequest>()

  isInFlight(key: string): boolean {
    return this.#requests.has(key)
  }

  /**
   * The answer of the identical request in flight, or else of `start`. The request is aborted when no caller waits for it any
   * more.
   *
   * @throws the signal's reason when aborted
   */
  async join<T>(key: string, signal: AbortSignal | undefined, start: (stop: AbortSignal) => Promise<T>): Promise<T> {
    signal?.throwIfAborted()
    const request = this.#requests.get(key) ?? this.#launch(key, start)
    request.callers++
    try {
      return (await unlessAborted(request.answer, signal)) as T
    } finally {
      request.callers--
      if (request.callers === 0) {
        this.#land(key, request)
        request.stop.abort()
      }
    }
  }

  #launch(key: string, start: (stop: AbortSignal) => Promise<unknown>): InFlightRequest {
    const stop = new AbortController()
    const request: InFlightRequest = { answer: start(stop.signal), stop, callers: 0 }
    this.#requests.set(key, request)
    const land = () => this.#land(key, request)
    request.answer.then(land, land)
    return request
  }

  #land(key: string, request: InFlightRequest): void {
    if (this.#requests.get(key) === request) this.#requests.delete(key)
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
