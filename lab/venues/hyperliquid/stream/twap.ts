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

/** An order that the venue works off in slices. */
export interface Twap {
  readonly symbol: string
  readonly side: Side
  /** Base units, above 0; and what of it was done, and for how much. */
  readonly size: Size
  readonly executedSize: Size
  readonly executedNotional: Usd
  readonly lasts: DurationMs
  readonly randomize: boolean
  readonly reduceOnly: boolean
  /** When it began. */
  readonly t: EpochMs
}

export interface RunningTwap {
  readonly id: number
  readonly twap: Twap
}

/** What became of one. */
export interface TwapChange {
  /** Null in older answers. */
  readonly id: number | null
  readonly t: EpochMs
  readonly twap: Twap
  /** The venue's word, of an open set: `activated`, `finished`, `terminated`, `error`, `waitingForTrigger` … */
  readonly status: string
}

/** The states of the `twapStates` channel. @throws WireError */
export const parseTwaps = (data: unknown): RunningTwap[] =>
  reading('twapStates', data, states =>
    list(states, pair => {
      if (!Array.isArray(pair) || pair.length !== 2) return refuse('', 'an id and its state', pair)
      return { id: whole({ id: pair[0] }, 'id'), twap: twap(pair[1]) }
    }),
  )

/** The history of the `userTwapHistory` channel. @throws WireError */
export const parseTwapHistory = (data: unknown): TwapChange[] =>
  reading('userTwapHistory', data, history =>
    list(history, change => {
      const from = raw(change)
      return {
        id: ifThere(from, 'twapId', whole),
        // In seconds, unlike every other time of the venue.
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
