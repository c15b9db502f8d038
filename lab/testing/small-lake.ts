import { openLake } from '../data/lake/lake.ts'
import { writeBars } from '../data/lake/write.ts'
import { syntheticMarket } from '../data/synthetic/market.ts'
import type { Bars } from '../market/bars.ts'

/** Two symbols with a planted edge, hourly bars of the venue `sim`, from 2023-01-01 to 2023-09-28. */
export const smallMarket = (): readonly Bars[] =>
  syntheticMarket({ seed: 12, symbols: ['SYN-A', 'SYN-B'], bars: 6_500, edge: 0.15 }).map(bars => ({
    ...bars,
    venue: 'sim',
  }))

/** Command-line options for a search over most of that time; the rest is for trading. */
export const smallSearch: readonly string[] = [
  ...['--venue', 'sim', '--symbols', 'SYN-A,SYN-B', '--from', '2023-01', '--to', '2023-08-01', '--seed', '3'],
  ...['--population', '8', '--generations', '6', '--workers', '2'],
  ...['--seeds', 'ema-cross,rsi,donchian-breakout,bollinger'],
]

export async function writeToLake(root: string, market: readonly Bars[]): Promise<void> {
  const lake = await openLake(root)
  try {
    await writeBars(lake, market)
  } finally {
    lake.close()
  }
}
