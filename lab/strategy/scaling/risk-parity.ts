import { rowByRow } from '../../market/row-by-row.ts'
import { floorTo } from '../../market/units.ts'
import { int } from '../../seeds/seed.ts'
import { equalRisk } from './equal-risk.ts'
import { scaling } from './scaling.ts'
import { inSteps } from './steps.ts'

/**
 * Number of bars between solutions, counted from the epoch. With hourly bars, solutions are at midnight UTC, whatever
 * the start of the history.
 */
const cadence = 24

/**
 * Scales each symbol by its equal-risk share, divided by the largest share. So the symbol with the least risk uses the
 * whole fraction, and the others use less.
 */
export const riskParity = scaling({
  name: 'risk-parity',
  idea: 'Let every symbol of the universe add the same risk: less of volatile symbols, and of those that move with all others.',
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
