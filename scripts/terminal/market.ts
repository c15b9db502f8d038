import { readMarket } from '../../lab/data/ask.ts'
import { fingerprint } from '../../lab/data/fingerprint.ts'
import { InputError } from '../../lab/data/input-error.ts'
import { openLake } from '../../lab/data/lake.ts'
import { dataSeen } from '../../lab/evolution/ground.ts'
import type { Plan } from '../../lab/evolution/plan.ts'
import type { Bars } from '../../lab/market/bars.ts'

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
