import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { root } from '../bundle/cache-folder.ts'
import type { Result } from '../result.ts'
import { parseFields } from '../strategy/yaml/fields-file.ts'
import { type Flaw, showFlaw } from '../strategy/yaml/flaw.ts'

const share = z.number().min(0).max(1)
const whole = (least: number, most = 1e6) => z.int().min(least).max(most)
const ratio = z.number().min(-100).max(100)
const cost = z.number().min(0).max(1_000)

/** Schema of gates.yaml. No field has a default, so that the reviewed file states every threshold. */
const schema = z.strictObject({
  integrity: z.strictObject({ gapShare: share, cuts: whole(1, 1_000), hindsight: whole(0) }),
  sample: z.strictObject({ trades: whole(1), validationTrades: whole(1), testTrades: whole(1), confidence: share }),
  significance: z.strictObject({
    ...{ deflatedSharpe: share, probabilisticSharpe: share, falseDiscoveryRate: share, observedFalseDiscovery: share },
    ...{ goodSharpe: ratio, goodShare: share },
  }),
  overfit: z.strictObject({
    ...{ sample: whole(2, 2_000), blocks: z.int().min(2).max(16).multipleOf(2), pboWarn: share, pbo: share },
    ...{ folds: whole(4, 100), efficiency: ratio, profitableFolds: share },
  }),
  plateau: z.strictObject({
    ...{ samples: whole(10, 10_000), radii: z.array(z.number().positive().max(1)).min(1), median: ratio, edge: share },
  }),
  costs: z.strictObject({
    ...{ multiple: z.number().min(1).max(10), latencyBars: whole(1, 100), breakEven: z.number().min(0).max(100) },
    reference: z.strictObject({ taker: cost, maker: cost, slippage: cost, unknownFunding: cost }),
  }),
  regimes: z.strictObject({
    ...{ maxDrawdown: share, profitable: share, crashLoss: share },
    crashes: z.array(z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'expected days such as 2024-08-05')),
  }),
  concentration: z.strictObject({ trades: whole(1, 1_000) }),
  capacity: z.strictObject({ impactShare: share, volumeShare: share, y: z.number().positive().max(10) }),
  portfolio: z.strictObject({ correlation: share }),
  monteCarlo: z.strictObject({
    ...{ scenarios: whole(100, 100_000), stressed: share, sharpe5: ratio, worstDrawdown: share },
    ...{ failures: share, score: ratio, drawdown99: share },
  }),
  triple: z.strictObject({
    backtest: z.strictObject({ sharpe: ratio, maxDrawdown: share, winRate: share, trades: whole(1) }),
    replay: z.strictObject({
      ...{ sharpe: ratio, consistency: share, volatility: z.number().positive().max(10) },
      ...{ periods: whole(1, 12), days: whole(7, 365) },
    }),
    paper: z.strictObject({
      ...{ performance: ratio, signals: share, quality: share, latencyMs: z.number().positive().max(60_000) },
      ...{ days: whole(1, 3_650), trades: whole(1) },
    }),
    score: share,
  }),
  promotion: z.strictObject({ expiryDays: whole(1, 3_650), canaryShare: z.number().positive().max(1) }),
})

/** The limits that every gate tests against, as `gates.yaml` states them. */
export type Thresholds = z.infer<typeof schema>

/** The thresholds file, reviewed like code. */
export const thresholdsPath = join(root, 'lab', 'validation', 'gates.yaml')

/** @returns the thresholds, or every error with its line */
export const parseThresholds = (text: string): Result<Thresholds, readonly Flaw[]> => parseFields(text, schema)

/** Reads the limits of the gates from a file. @throws RangeError with every error of the file, one per line */
export function readThresholds(path = thresholdsPath): Thresholds {
  const read = parseThresholds(readFileSync(path, 'utf8'))
  if (read.ok) return read.value
  throw new RangeError(read.error.map(flaw => showFlaw(flaw, path)).join('\n'))
}
