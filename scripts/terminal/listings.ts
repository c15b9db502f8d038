import { openLake } from '../../lab/data/lake/lake.ts'
import { readBars } from '../../lab/data/lake/read.ts'
import { listSeries } from '../../lab/data/lake/series.ts'
import type { Plan } from '../../lab/evolution/plan.ts'
import { day, epochMs } from '../../lab/market/units.ts'
import type { Listing } from '../../lab/validation/candidate.ts'

/** All series of the venue in the lake, with first and last bar and median daily volume of training's first 30 days. */
export async function listingsOf(
  { data, interval, segments }: Pick<Plan, 'data' | 'interval' | 'segments'>,
  lakeRoot: string,
): Promise<readonly Listing[]> {
  const [{ venue }] = data
  const lake = await openLake(lakeRoot)
  try {
    const series = (await listSeries(lake)).filter(one => one.venue === venue && one.interval === interval)
    const listed: Listing[] = []
    const from = segments.train.from
    for (const { symbol, first, last } of series) {
      const bars = await readBars(lake, { venue, symbol, interval, from, to: epochMs(from + 30 * day) })
      const traded = new Map<number, number>()
      for (let i = 0; i < bars.openTime.length; i++) {
        const today = Math.floor(bars.openTime[i] / day)
        traded.set(today, (traded.get(today) ?? 0) + bars.volume[i] * bars.close[i])
      }
      const days = [...traded.values()].sort((a, b) => a - b)
      const volumeUsd = days[Math.floor(days.length / 2)]
      listed.push({ symbol, first, last: last + interval, ...(volumeUsd !== undefined && { volumeUsd }) })
    }
    return listed
  } finally {
    lake.close()
  }
}
