import type { Clock } from '../../clock.ts'
import { type DurationMs, type EpochMs, second } from '../../market/units.ts'
import type { Random } from '../../random.ts'
import type { Missing, Ranged } from '../hyperliquid/reads/missing.ts'
import type { Cancel, Timers } from '../hyperliquid/stream/timers.ts'
import type { CandleRow } from '../lake/tables.ts'

/** Candles that are to be had from the venue: those that open in [from, to). */
export interface Repair {
  readonly symbol: string
  readonly interval: DurationMs
  readonly from: EpochMs
  readonly to: EpochMs
  /** Nothing is known to be missing, but the venue counts otherwise than we do. */
  readonly isDoubt?: true
}

export interface RepairOptions {
  readonly clock: Clock
  readonly timers: Timers
  readonly random: Random
  readonly read: (repair: Repair) => Promise<Ranged<CandleRow>>
  /** What was asked for is here, as far as the venue has it. */
  onRepaired(repair: Repair, candles: readonly CandleRow[], missing: readonly Missing[]): void
  /** It will be tried again. */
  onFailed(repair: Repair, error: unknown): void
  /** What was had could not be kept. */
  onBroken(error: unknown): void
}

/** What is missing and can be had, one request at a time: the venue counts what we ask. */
export interface Repairs {
  add(repair: Repair): void
  /** How many wait, the one under way included. */
  waiting(): number
  /** Resolves when nothing is under way any more; what waits is dropped, and is told by the holes on record. */
  stop(): Promise<void>
}

/** The venue closes its candles a little after ours: asked before, it would say that there is none. */
const patience: DurationMs = 8 * second
const longestPause: DurationMs = 120 * second

export function createRepairs({ clock, timers, random, read, onRepaired, onFailed, onBroken }: RepairOptions): Repairs {
  let waiting: (Repair & { readonly due: number; readonly tries: number })[] = []
  let underWay: Promise<void> | undefined
  let cancel: Cancel = () => {}
  let isStopped = false

  const arm = () => {
    cancel()
    if (isStopped || underWay || waiting.length === 0) return
    const next = Math.min(...waiting.map(one => one.due))
    cancel = timers.after(Math.max(0, next - clock()), begin)
  }
  const begin = () => {
    const now = clock()
    const next = waiting.find(one => one.due <= now)
    if (!next || underWay) return arm()
    waiting = waiting.filter(one => one !== next)
    underWay = attempt(next)
      .catch(onBroken)
      .finally(() => {
        underWay = undefined
        arm()
      })
  }
  const attempt = async ({ due, tries, ...repair }: (typeof waiting)[number]): Promise<void> => {
    let had: Ranged<CandleRow>
    try {
      had = await read(repair)
    } catch (error) {
      onFailed(repair, error)
      const pause = Math.min(longestPause, 2 ** tries * second) * (0.5 + random())
      waiting.push({ ...repair, due: clock() + pause, tries: tries + 1 })
      return
    }
    onRepaired(repair, had.rows, had.missing)
  }
  return {
    add(repair) {
      const twin = waiting.find(
        one =>
          !repair.isDoubt &&
          !one.isDoubt &&
          one.symbol === repair.symbol &&
          one.interval === repair.interval &&
          one.from <= repair.from &&
          one.to >= repair.to,
      )
      if (!twin) waiting.push({ ...repair, due: Math.max(clock(), repair.to + patience), tries: 0 })
      arm()
    },
    waiting: () => waiting.length + (underWay ? 1 : 0),
    async stop() {
      isStopped = true
      cancel()
      waiting = []
      await underWay
    },
  }
}
