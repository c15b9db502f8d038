import type { OptionalColumn } from '../market/bars.ts'

/** What formulas are bred from. */
export interface Language {
  /** Optional columns that every symbol of the universe knows: no other is read. */
  readonly columns: readonly OptionalColumn[]
  /** Bars of history that rules may need. */
  readonly warmup: number
}

/** Three of four drawn rules need no more; one in ten needs three times as much, which costs the run that much of its data. */
export const defaultLanguage: Language = { columns: [], warmup: 500 }
