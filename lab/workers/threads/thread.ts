import { Worker } from 'node:worker_threads'

export interface Thread<Call, Answer> {
  /** Sends a call; calls must not overlap. @throws if the thread ends before it answers, or has ended already */
  ask(call: Call): Promise<Answer>
  end(): Promise<void>
}

/** Starts a thread. @param input its `workerData` */
export function startThread<Call, Answer>(file: string, input: unknown): Thread<Call, Answer> {
  // The compiled thread does not inherit flags of this process, such as a source loader. A small nursery saves memory,
  // since little in it lives long.
  const worker = new Worker(file, { workerData: input, execArgv: [], resourceLimits: { maxYoungGenerationSizeMb: 4 } })
  let dead: Error | undefined
  let waiting: { readonly resolve: (answer: Answer) => void; readonly reject: (error: Error) => void } | undefined
  const die = (error: Error) => {
    dead ??= error
    waiting?.reject(dead)
  }
  worker.on('error', die)
  // Without this, a caller would wait forever for a thread that is gone.
  worker.on('exit', () => die(new Error('a worker thread ended; its running work is lost')))
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
