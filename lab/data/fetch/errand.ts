import type { Keeper } from './keeper.ts'
import type { FetchOptions, What } from './options.ts'
import type { Account } from './report.ts'

/** One piece of a fetch: what it brings is in the lake when it is done, and what it does not is on the account. */
export interface Errand {
  readonly what: What
  /** Such as `candles 1h of BTC`. */
  readonly label: string
  /** Of its questions, by estimate. */
  readonly weight: number
  run(): Promise<void>
}

/** What an errand works with. */
export interface FetchContext extends FetchOptions {
  readonly keeper: Keeper
  readonly account: Account
}

/**
 * Runs the errands in their order, a few at a time: the venue answers in a fraction of the time that its budget lets us ask in.
 *
 * @param onDone hears of each that is done
 */
export async function runErrands(
  errands: readonly Errand[],
  signal: AbortSignal,
  onDone: (errand: Errand) => void,
  atOnce = 3,
): Promise<void> {
  let next = 0
  let isBroken = false
  const worker = async () => {
    while (next < errands.length && !signal.aborted && !isBroken) {
      const errand = errands[next++]
      try {
        await errand.run()
      } catch (error) {
        isBroken = true
        throw error
      }
      onDone(errand)
    }
  }
  // Whoever is under way ends before the first failure is told: nobody writes behind the caller's back.
  const ends = await Promise.allSettled(Array.from({ length: atOnce }, worker))
  const broken = ends.find(end => end.status === 'rejected')
  if (broken) throw broken.reason
}
