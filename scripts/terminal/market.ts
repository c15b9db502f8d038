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

/** Bars beyond those that a strategy remembers, read before trading starts for symbols with gaps. */
export const spareBars = 200

/**
 * Bars for a new run, in memory that threads share: with what the slowest genome that may be drawn needs before the first of them, and a
 * little more, since bars may be missing.
 *
 * @param space   what genomes may be made of
 * @param longest ms of the longest bars that they are tried on; the interval of the bars when left out
 * @throws InputError when the lake lacks a series, or a part of it
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
 * @throws InputError when the lake now holds other bars than those: a result on other data would be another result
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
      // Whether they were is for the fingerprints to say.
      listedLater: true,
    })
    for (const [i, seen] of dataSeen(market, fingerprint).entries()) {
      if (seen.fingerprint === plan.data[i].fingerprint) continue
      throw new InputError(
        `${venue} ${seen.symbol}: the lake holds ${seen.bars} bars with fingerprint ${seen.fingerprint.slice(0, 16)}…, the run was planned on ` +
          `${plan.data[i].bars} with ${plan.data[i].fingerprint.slice(0, 16)}…: start another run`,
      )
    }
    return market
  } finally {
    lake.close()
  }
}
