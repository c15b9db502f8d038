import { metrics } from '../../../lab/backtest/metrics.ts'
import type { Outcome } from '../../../lab/market/outcome.ts'
import { day } from '../../../lab/market/units.ts'
import type { Paper } from '../../../lab/validation/gates/gate.ts'
import { embeddedName } from '../../../lab/venues/embedded/bars/venue.ts'
import type { JournalReplay } from '../journal-replay.ts'
import type { Comparison } from './comparison.ts'
import { isProtective } from './order-fill.ts'

/**
 * The numbers that the validation gates require of a paper run and its comparison with a replay. Numbers that cannot be
 * measured are absent.
 */
export function paperOf(
  journalReplay: JournalReplay,
  { paper, replay, orderFills, signals, quality, parts }: Comparison,
): Paper {
  const [mine, theirs] = [metrics(paper).sharpeAnnual, metrics(replay).sharpeAnnual]
  const latencyMs = meanLatency(journalReplay)
  return {
    days: (journalReplay.to - journalReplay.from) / day,
    trades: paper.trades.length,
    ...(mine !== undefined && theirs !== undefined && theirs > 0 && { performance: mine / theirs }),
    ...(quality !== undefined && { quality }),
    ...(signals.asked > 0 && { signals: signals.alike / signals.asked }),
    ...(latencyMs !== undefined && { latencyMs }),
    unexplained: orderFills.filter(({ cause }) => cause === 'unexplained').length,
    earned: { paperUsd: earned(paper), replayUsd: earned(replay), parts },
  }
}

const earned = ({ equity, cash }: Outcome) => equity[equity.length - 1] - cash

/**
 * Mean time from the close at which a market order was decided to its first fill, in ms. Intervals without a bar do not
 * count, because nothing traded in them. Undefined on the embedded exchange, whose clock stands still while the runtime
 * decides.
 */
function meanLatency({ venue, executions, closes, outcome: { interval } }: JournalReplay): number | undefined {
  if (venue === undefined || venue === embeddedName) return undefined
  const opened = new Set(closes.flatMap(({ bars }) => bars.map(({ symbol, openTime }) => `${symbol} ${openTime}`)))
  const seen = new Set<string>()
  let total = 0
  for (const one of executions) {
    const { order, decidedAt, symbol, at } = one
    if (order === undefined || decidedAt === undefined || isProtective(one) || seen.has(order)) continue
    seen.add(order)
    let since: number = decidedAt
    while (since + interval <= at && !opened.has(`${symbol} ${since}`)) since += interval
    total += at - since
  }
  return seen.size === 0 ? undefined : total / seen.size
}
