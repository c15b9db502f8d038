import type { LakeWriter } from './lake-writer.ts'
import type { DataKind, FetchOptions } from './options.ts'
import type { ReportBuilder } from './report.ts'

/** One piece of a fetch. When it is done, its rows are in the lake, and missing data is in the report. */
export interface FetchTask {
  readonly what: DataKind
  /** Such as `candles 1h of BTC`. */
  readonly label: string
  /** Estimated weight of its requests. */
  readonly weight: number
  run(): Promise<void>
}

/** What every task of a fetch shares. */
export interface FetchContext extends FetchOptions {
  readonly writer: LakeWriter
  readonly reportBuilder: ReportBuilder
}

/**
 * Runs the tasks in their order, a few at a time: the venue answers in a fraction of the time between two requests that its
 * limit allows.
 *
 * @param onDone receives each task when it is done
 * @param atOnce most tasks that run at the same time
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
  // Running tasks finish before the first failure is thrown, so that nothing is written after this function has
  // returned.
  const ends = await Promise.allSettled(Array.from({ length: atOnce }, worker))
  const broken = ends.find(end => end.status === 'rejected')
  if (broken) throw broken.reason
}
