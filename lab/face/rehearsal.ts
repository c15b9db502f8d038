/** The runtime on the embedded exchange, and a paper run beside its replay. The only file of the lab that reaches the runtime. */

import type { JournalReplay } from '../../runtime/rehearsal/journal-replay.ts'
import { type Rehearsal, type RehearsalOptions, rehearse as rehearseOn } from '../../runtime/rehearsal/rehearse.ts'
import { replayWithJournal as replayOn } from '../../runtime/rehearsal/replay.ts'
import { type TimeRangeInput, timeOf } from '../market/time-input.ts'

export { againstReplay } from '../../runtime/rehearsal/comparison/against-replay.ts'
export { causes } from '../../runtime/rehearsal/comparison/cause.ts'
export { type Comparison, compare } from '../../runtime/rehearsal/comparison/comparison.ts'
export { paperOf } from '../../runtime/rehearsal/comparison/paper.ts'
export { type JournalReplay, replayJournal } from '../../runtime/rehearsal/journal-replay.ts'

type Timed = Omit<RehearsalOptions, 'from' | 'to'> & TimeRangeInput

/** Lets the runtime trade a strategy on the embedded exchange over past bars, and keeps its journal in the file `journal`. */
export const rehearse = ({ from, to, ...options }: Timed): Promise<Rehearsal> =>
  rehearseOn({ ...options, from: timeOf(from), to: timeOf(to) })

/** Lets the runtime trade a strategy on the embedded exchange over past bars, and gives what its journal says; the file is deleted. */
export const replay = ({ from, to, ...options }: Omit<Timed, 'journal' | 'ephemeral'>): Promise<JournalReplay> =>
  replayOn({ ...options, from: timeOf(from), to: timeOf(to) })
