import { fingerprint } from '../../lab/data/fingerprint.ts'
import { openLake } from '../../lab/data/lake/lake.ts'
import { type MarketQuery, readMarket } from '../../lab/data/read-market.ts'
import { dataSeen } from '../../lab/evolution/dataset.ts'
import type { Plan } from '../../lab/evolution/plan.ts'
import { longestWarmup } from '../../lab/genome/longest-warmup.ts'
import { InputError } from '../../lab/input-error.ts'
import type { Bars } from '../../lab/market/bars.ts'
import type { DurationMs } from '../../lab/market/units.ts'
import { sharedMarket } from '../../lab/workers/threads/shared-market.ts'

/** Number of bars read in addition to a strategy's warm-up, because symbols may have gaps. */
export const spareBars = 200

/**
 * Bars for a new run, in memory that threads share. They begin early enough for the longest warm-up of any genome of
 * the space, plus 2 % because bars may be missing.
 *
 * @param space   seeds and enhancers that genomes may have
 * @param longest interval of the longest bars on which genomes are evaluated, ms (default: the interval of the query)
 * @throws InputError when the lake lacks a series or a part of it
 */
export async function marketFor(
  lakeRoot: string,
  asked: Omit<MarketQuery, 'lead' | 'shared'>,
  space: Parameters<typeof longestWarmup>[0],
  longest: DurationMs = asked.interval,
): Promise<readonly Bars[]> {
  const lake = await openLake(lakeRoot)
  try {
    const lead = Math.ceil(1.02 * longestWarmup(space)) * longest
    return sharedMarket(await readMarket(lake, { ...asked, lead, shared: true }))
  } finally {
    lake.close()
  }
}

/**
 * The bars that a run was planned on.
 *
 * @throws InputError when the bars in the lake have changed since, because results on other bars are not comparable
 */
export async function marketOf(plan: Plan, lakeRoot: string): Promise<readonly Bars[]> {
  const [{ venue }] = plan.data
  const from = Math.min(...plan.data.map(({ from }) => from))
  const { train, test } = plan.segments
  const lake = await openLake(lakeRoot)
  try {
    const market = await readMarket(lake, {
      venue,
      symbols: plan.universe,
      interval: plan.interval,
      from: train.from,
      to: test.to,
      lead: train.from - from,
      shared: true,
      // Missing early bars are accepted here, because the fingerprints below check the bars exactly.
      listedLater: true,
    })
    for (const [i, seen] of dataSeen(market, fingerprint).entries()) {
      if (seen.fingerprint === plan.data[i].fingerprint) continue
      throw new InputError(
        `${venue} ${seen.symbol}: expected ${plan.data[i].bars} bars with fingerprint ${plan.data[i].fingerprint.slice(0, 16)}…, on which ` +
          `the run was planned, found ${seen.bars} in the lake with ${seen.fingerprint.slice(0, 16)}…: start another run`,
      )
    }
    return market
  } finally {
    lake.close()
  }
}
