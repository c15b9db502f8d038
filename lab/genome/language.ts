import type { OptionalColumn } from '../market/bars.ts'

/** Limits on the formulas that a run may breed. */
export interface Language {
  /** Optional columns that formulas may read. Each must be known for every symbol of the universe. */
  readonly columns: readonly OptionalColumn[]
  /** Maximum warm-up of the rules, in bars. */
  readonly warmup: number
}

/**
 * Default limits. Three of four random rules need at most 500 bars of warm-up. One in ten needs three times as many,
 * and the run would lose that many bars of its data.
 */
export const defaultLanguage: Language = { columns: [], warmup: 500 }
