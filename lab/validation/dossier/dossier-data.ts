import type { EpochMs } from '../../market/units.ts'
import type { Judgement } from '../judgement.ts'

/** What a dossier is drawn from. */
export interface DossierData {
  readonly judgement: Judgement
  readonly options: DossierOptions
}

/** What the dossier says besides what the judgement found. */
export interface DossierOptions {
  readonly createdAt: EpochMs
  /** The strategy file as it would be, to the byte; absent where none is written. */
  readonly yaml?: string
  /** Commands that lead to the same result. */
  readonly reproduce: readonly string[]
  /** Times that the locked test has been opened for anybody. */
  readonly holdoutAccesses?: number
}
