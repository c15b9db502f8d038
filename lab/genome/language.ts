import type { OptionalColumn } from '../market/bars.ts'

/** Limits on the formulas that a run may breed. */
export interface Language {
  /** Optional columns that formulas may read: those known for every symbol of the universe. */
  readonly columns: readonly OptionalColumn[]
  /** Maximum bars of history that the rules may need. */
  readonly warmup: number
}

/**
 * Three of four random rules fit into 500 bars. One in ten needs three times as much, which would cost the run that
 * much of its data.
 */
export const defaultLanguage: Language = { columns: [], warmup: 500 }
