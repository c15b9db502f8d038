import { modelFile } from '../models/features/testing/model-file.ts'
import { hashOf } from '../strategy/yaml/models.ts'

/** A small XGBoost model file: long after falls and short after rises, more so at low volume. */
export const sampleModelFile = (): Uint8Array =>
  modelFile('binary:logistic', [
    { feature: 'rsi_14', at: 0.45, below: 0.7, above: -0.3 },
    { feature: 'stochastic_14', at: 0.6, below: 0.4, above: -0.6 },
    { feature: 'volume_to_mean_24', at: 0.9, below: 0.15, above: -0.15 },
    { feature: 'share_rising_24', at: 0.5, below: 0.3, above: -0.3 },
  ])

export const sampleModelHash = (): string => hashOf(sampleModelFile())
