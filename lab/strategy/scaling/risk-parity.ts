import { rowByRow } from '../../market/row-by-row.ts'
import { floorTo } from '../../market/units.ts'
import { int } from '../../seeds/seed.ts'
import { equalRisk } from './equal-risk.ts'
import { scaling } from './scaling.ts'
import { inSteps } from './steps.ts'

/** Bars from one solution to the next, counted from the epoch: hourly bars solve at midnight UTC, wherever history begins. */
const cadence = 24

/**
 * Documented by name alone. A symbol takes its share of equal risk as a part of the largest share: the symbol that adds least risk has
 * the whole fraction, and no one more.
 */
export const riskParity = scaling({
  name: 'risk-parity',
  idea: 'Let every symbol of the universe add the same risk: less of what is wild, and of what moves with everything else.',
  genes: { window: int(100, 1000) },
  readsOtherSymbols: true,
  warmup: ({ window }) => window + cadence,
  scale({ bars, market }, { window }, indicators) {
    const symbols = market.map(({ symbol }) => symbol)
    if (!symbols.includes(bars.symbol)) {
      throw new RangeError(`risk-parity: ${bars.symbol} is not in the market, expected one of ${symbols.join(', ')}`)
    }
    const solved = equalRisk(market, window, indicators)
    const share = (time: number) => solved(floorTo(time, cadence * bars.interval)).get(bars.symbol) ?? Number.NaN
    return inSteps(rowByRow(bars.openTime, share))
  },
})
