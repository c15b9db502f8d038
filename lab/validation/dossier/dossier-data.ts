import type { EpochMs } from '../../market/units.ts'
import type { Judgement } from '../judgement.ts'

/** Input of a dossier. */
export interface DossierData {
  readonly judgement: Judgement
  readonly options: DossierOptions
}

/** Content of a dossier besides the judgement. */
export interface DossierOptions {
  readonly createdAt: EpochMs
  /** Text of the strategy file as it would be written; absent if none is. */
  readonly yaml?: string
  /** Commands that reproduce the result. */
  readonly reproduce: readonly string[]
  /** Number of times that the locked test was opened, for any candidate. */
  readonly holdoutAccesses?: number
}
