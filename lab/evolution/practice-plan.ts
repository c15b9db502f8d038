import type { Bars } from '../market/bars.ts'
import { defaultSearch, makePlan, type Plan, type PlanOptions } from './plan.ts'

/** A search small enough for a simulated market in a minute; everything else is as for real ones. */
export const practicePlan = (market: readonly Bars[], options: PlanOptions): Plan =>
  makePlan(market, { ...options, search: { ...defaultSearch, population: 48, generations: 8 } })
