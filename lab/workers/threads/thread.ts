import { Worker } from 'node:worker_threads'

export interface Thread<Call, Answer> {
  /** Gives the thread work, one at a time. @throws when it ends before it has answered, or has ended already */
  ask(call: Call): Promise<Answer>
  end(): Promise<void>
}

/** @param input what the thread finds as its `workerData` */
export function startThread<Call, Answer>(file: string, input: unknown): Thread<Call, Answer> {
  // Whatever this process was started with, such as a loader of sources, a compiled thread does without.
  // Little in it lives long: a large nursery would only be memory that nobody needs.
  const worker = new Worker(file, { workerData: input, execArgv: [], resourceLimits: { maxYoungGenerationSizeMb: 4 } })
  let dead: Error | undefined
  let waiting: { readonly resolve: (answer: Answer) => void; readonly reject: (error: Error) => void } | undefined
  const die = (error: Error) => {
    dead ??= error
    waiting?.reject(dead)
  }
  worker.on('error', die)
  // Whoever waits for a thread that is gone would wait for ever.
  worker.on('exit', () => die(new Error('a worker thread ended, and what it had in hand with it')))
  worker.on('message', (answer: Answer) => waiting?.resolve(answer))
  return {
    ask: call =>
      new Promise((resolve, reject) => {
        if (dead) return reject(dead)
        waiting = { resolve, reject }
        worker.postMessage(call)
      }),
    async end() {
      await worker.terminate()
    },
  }
}
