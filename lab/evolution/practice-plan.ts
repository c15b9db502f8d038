import type { Bars } from '../market/bars.ts'
import { makePlan, type Plan, type PlanOptions } from './plan.ts'
import { defaultSearch } from './search-settings.ts'

/** Two that follow and two that fade. */
const ideas = ['ema-cross', 'rsi', 'donchian-breakout', 'bollinger']

/** A search small enough for a simulated market in a minute, over four ideas; everything else is as for real ones. */
export const practicePlan = (market: readonly Bars[], options: PlanOptions): Plan =>
  makePlan(market, { seeds: ideas, ...options, search: { ...defaultSearch, population: 48, generations: 8 } })
