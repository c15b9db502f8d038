import type { LakeWriter } from './lake-writer.ts'
import type { DataKind, FetchOptions } from './options.ts'
import type { ReportBuilder } from './report.ts'

/** One piece of a fetch: what it brings is in the lake when it is done, and what it does not is on the account. */
export interface FetchTask {
  readonly what: DataKind
  /** Such as `candles 1h of BTC`. */
  readonly label: string
  /** Of its questions, by estimate. */
  readonly weight: number
  run(): Promise<void>
}

/** What a task works with. */
export interface FetchContext extends FetchOptions {
  readonly writer: LakeWriter
  readonly reportBuilder: ReportBuilder
}

/**
 * Runs the tasks in their order, a few at a time: the venue answers in a fraction of the time that its budget lets us ask in.
 *
 * @param onDone hears of each that is done
 */
export async function runTasks(
  tasks: readonly FetchTask[],
  signal: AbortSignal,
  onDone: (task: FetchTask) => void,
  atOnce = 3,
): Promise<void> {
  let next = 0
  let isBroken = false
  const worker = async () => {
    while (next < tasks.length && !signal.aborted && !isBroken) {
      const task = tasks[next++]
      try {
        await task.run()
      } catch (error) {
        isBroken = true
        throw error
      }
      onDone(task)
    }
  }
  // Whoever is under way ends before the first failure is told: nobody writes behind the caller's back.
  const ends = await Promise.allSettled(Array.from({ length: atOnce }, worker))
  const broken = ends.find(end => end.status === 'rejected')
  if (broken) throw broken.reason
}
