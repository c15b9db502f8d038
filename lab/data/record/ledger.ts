import type { EpochMs } from '../../market/units.ts'
import { venue } from '../hyperliquid/reads/venue.ts'
import type { GapRow } from '../lake/tables.ts'
import type { Hole } from './hole.ts'

/**
 * The holes of a recording, as rows of the table `gaps`: one for each stream and beginning. A hole that was filled stays on record
 * as one of no length, so that a later row can say so.
 */
export interface Ledger {
  /** Of two holes with one beginning the longer stands. */
  open(hole: Hole): void
  /** What lies in [from, to) is here: a hole that reaches further goes on from there. */
  fill(hole: Hole): void
  /** Holes that are open now, the earlier run's not counted. */
  count(): number
}

/** Holes of which the length is remembered: of older ones the last word stands as it was written. */
const remembered = 20_000

export function createLedger(write: (row: GapRow) => void): Ledger {
  const open = new Map<string, Hole>()
  let count = 0
  const keyOf = ({ symbol, stream, from }: Hole) => `${stream} ${from} ${symbol}`
  const note = ({ symbol, stream, from, to, reason }: Hole) => write({ venue, symbol, stream, t: from, to, reason })

  const ledger: Ledger = {
    open(hole) {
      const known = open.get(keyOf(hole))
      if (known && known.to >= hole.to) return
      if (!known) count++
      open.set(keyOf(hole), hole)
      if (open.size > remembered) open.delete(open.keys().next().value as string)
      note(hole)
    },
    fill(hole) {
      const known = open.get(keyOf(hole))
      if (open.delete(keyOf(hole))) count--
      note({ ...hole, to: hole.from })
      if (known && known.to > hole.to) ledger.open({ ...known, from: hole.to as EpochMs })
    },
    count: () => count,
  }
  return ledger
}
