import type { Bars } from '../market/bars.ts'
import { makePlan, type Plan, type PlanOptions } from './plan.ts'
import { defaultSearch } from './search-settings.ts'

/** Two trend-following and two mean-reverting seeds. */
const ideas = ['ema-cross', 'rsi', 'donchian-breakout', 'bollinger']

/** A small search over four seeds, about a minute on a simulated market. Everything else is as for real data. */
export const practicePlan = (market: readonly Bars[], options: PlanOptions): Plan =>
  makePlan(market, { seeds: ideas, ...options, search: { ...defaultSearch, population: 48, generations: 8 } })
