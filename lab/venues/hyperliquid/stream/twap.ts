import { type DurationMs, type EpochMs, minute, type Size, type Usd } from '../../../market/units.ts'
import {
  at,
  flag,
  ifThere,
  list,
  notNegative,
  positive,
  raw,
  type Side,
  side,
  text,
  time,
  whole,
} from '../wire/fields.ts'
import { reading, refuse } from '../wire/refusal.ts'

/** A TWAP order, which the venue executes in slices over time. */
export interface Twap {
  readonly symbol: string
  readonly side: Side
  /** Ordered size in base units, above 0. */
  readonly size: Size
  /** Executed part of the size, in base units. */
  readonly executedSize: Size
  /** Notional of the executed part. */
  readonly executedNotional: Usd
  /** Planned duration. */
  readonly lasts: DurationMs
  /** True if the venue randomizes the slices. */
  readonly randomize: boolean
  readonly reduceOnly: boolean
  /** Start time. */
  readonly t: EpochMs
}

/** A TWAP order in progress. */
export interface RunningTwap {
  readonly id: number
  readonly twap: Twap
}

/** A change of a TWAP order's status. */
export interface TwapChange {
  /** Id of the order; null in older answers, which lack it. */
  readonly id: number | null
  /** Time of the change. */
  readonly t: EpochMs
  readonly twap: Twap
  /**
   * New status in the venue's words: `activated`, `finished`, `terminated`, `error`, `waitingForTrigger`. The venue may
   * add others.
   */
  readonly status: string
}

/** Parses the `twapStates` channel. @throws WireError */
export const parseTwaps = (data: unknown): RunningTwap[] =>
  reading('twapStates', data, states =>
    list(states, pair => {
      if (!Array.isArray(pair) || pair.length !== 2) return refuse('', 'an id and its state', pair)
      return { id: whole({ id: pair[0] }, 'id'), twap: twap(pair[1]) }
    }),
  )

/** Parses the `userTwapHistory` channel. @throws WireError */
export const parseTwapHistory = (data: unknown): TwapChange[] =>
  reading('userTwapHistory', data, history =>
    list(history, change => {
      const from = raw(change)
      return {
        id: ifThere(from, 'twapId', whole),
        // The venue gives this time in seconds, unlike all others.
        t: inMs(from.time),
        twap: at(from, 'state', twap),
        status: at(from, 'status', status => text(raw(status), 'status')),
      }
    }),
  )

const inMs = (value: unknown): EpochMs =>
  time({ time: typeof value === 'number' && value < 1e11 ? value * 1_000 : value }, 'time')

function twap(data: unknown): Twap {
  const from = raw(data)
  return {
    symbol: text(from, 'coin'),
    side: side(from, 'side'),
    size: positive(from, 'sz'),
    executedSize: notNegative(from, 'executedSz'),
    executedNotional: notNegative(from, 'executedNtl'),
    lasts: whole(from, 'minutes') * minute,
    randomize: flag(from, 'randomize'),
    reduceOnly: flag(from, 'reduceOnly'),
    t: time(from, 'timestamp'),
  }
}
