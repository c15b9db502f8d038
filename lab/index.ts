/**
 * Everything that a notebook may use: `import { … } from 'seedbed'`.
 *
 * What every notebook uses stands here, at most 40 names. Everything else stands in a namespace, such as `charts.equityCurve`. Each name has
 * one place. `notebooks/REFERENCE.md` lists them; `npx tsx scripts/reference.ts` writes that page.
 */

/** Tables: the library arquero, as in `aq.table` and `aq.from`. */
export * as aq from 'arquero'
export * as charts from './face/charts.ts'
export * as data from './face/data.ts'
export * as enhancers from './face/enhancers.ts'
export * as evolution from './face/evolution.ts'
export * as features from './face/features.ts'
export * from './face/flat.ts'
export * as indicators from './face/indicators.ts'
export * as models from './face/models.ts'
export * as random from './face/random.ts'
export * as regimes from './face/regimes.ts'
export * as rehearsal from './face/rehearsal.ts'
export * as reports from './face/reports.ts'
export * as seeds from './face/seeds.ts'
export * as statistics from './face/statistics.ts'
export * as strategies from './face/strategies.ts'
export * as times from './face/times.ts'
export * as trading from './face/trading.ts'
export * as trials from './face/trials.ts'
export * as universe from './face/universe.ts'
export * as validation from './face/validation.ts'
