import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import { backtest } from '../backtest/backtest.ts'
import { plain } from '../indicators/memo.ts'
import type { Instruments } from '../market/account.ts'
import type { Bars } from '../market/bars.ts'
import type { Outcome } from '../market/outcome.ts'
import { epochMs } from '../market/units.ts'
import { integer, type Random } from '../random.ts'
import { drawGenes } from '../seeds/draw.ts'
import type { Seed } from '../seeds/seed.ts'
import type { Exits, Strategy } from '../strategy/strategy.ts'
import { breakout } from '../testing/crafted.ts'
import { rehearse } from './rehearse.ts'

/** A strategy drawn by chance: any genes, any mixture of exits, and no limits, which the backtest knows nothing of. */
export function drawStrategy(drawn: readonly Seed[], market: readonly Bars[], chance: Random): Strategy {
  const maybe = (value: number) => (chance() < 0.6 ? value : undefined)
  const exits = {
    stop: maybe(0.01 + 0.05 * chance()),
    trailing: maybe(0.01 + 0.06 * chance()),
    target: maybe(0.01 + 0.1 * chance()),
    time: maybe(integer(chance, 3, 80)),
  }
  return breakout({
    synthetic: market[0].synthetic,
    universe: market.map(({ symbol }) => symbol),
    interval: market[0].interval,
    seeds: drawn.map(({ name, genes }) => ({ name, weight: 1 / drawn.length, genes: drawGenes(genes, chance) })),
    sizing: { fraction: 0.1 + 1.5 * chance(), leverage: integer(chance, 2, 10), rebalance: 0.1 },
    exits: Object.fromEntries(Object.entries(exits).filter(([, value]) => value !== undefined)) as Exits,
  })
}

/**
 * Backtests and rehearses, and expects the same outcome to the last bit.
 *
 * @param warming share of the bars that only warm up
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
    const { outcome } = await rehearse({ strategy, market, ...world, journal, run: 'keystone' })
    expect(outcome).toEqual(expected)
  } finally {
    rmSync(folder, { recursive: true })
  }
  return expected
}

/** Why orders were filled, over many outcomes. */
export const reasonsOf = (outcomes: readonly Outcome[]) =>
  new Set(outcomes.flatMap(({ executions }) => executions.map(({ reason }) => reason)))
