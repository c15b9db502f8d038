import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import { backtest } from '../../lab/backtest/backtest.ts'
import { plain } from '../../lab/indicators/memo.ts'
import type { Instruments } from '../../lab/market/account.ts'
import type { Bars } from '../../lab/market/bars.ts'
import type { Outcome } from '../../lab/market/outcome.ts'
import { epochMs } from '../../lab/market/units.ts'
import type { Strategy } from '../../lab/strategy/strategy.ts'
import { rehearse } from './rehearse.ts'

/**
 * Backtests and rehearses the same strategy and expects bit-identical outcomes.
 *
 * @param warming share of the bars that only warm the strategy up, 0…1
 * @returns that outcome
 */
export async function expectSameOutcome(
  strategy: Strategy,
  market: readonly Bars[],
  instruments: Instruments,
  { cash = 10_000, warming = 0.5 } = {},
): Promise<Outcome> {
  const { openTime } = market[0]
  const from = epochMs(openTime[Math.floor(openTime.length * warming)])
  const to = epochMs(openTime[openTime.length - 1])
  const world = { cash, costs: strategy.costs, instruments, from, to }
  const expected = backtest(strategy, market, world, plain)
  const folder = mkdtempSync(join(tmpdir(), 'seedbed-keystone-'))
  try {
    const journal = join(folder, 'run.jsonl')
    const { outcome } = await rehearse({ strategy, market, ...world, journal, run: 'keystone', ephemeral: true })
    expect(outcome).toEqual(expected)
  } finally {
    rmSync(folder, { recursive: true })
  }
  return expected
}

/** The set of reasons for which orders were filled, over many outcomes. */
export const reasonsOf = (outcomes: readonly Outcome[]) =>
  new Set(outcomes.flatMap(({ executions }) => executions.map(({ reason }) => reason)))
