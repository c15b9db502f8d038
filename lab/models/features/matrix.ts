import type { Indicators } from '../../indicators/memo.ts'
import type { Column } from '../../market/bars.ts'
import { alike } from './alike.ts'
import type { FeatureView } from './feature.ts'
import { featureNamed } from './index.ts'

/**
 * Computes the named features as columns, in the given order. They are the input of a model.
 *
 * @returns columns as long as `view.bars`, NaN where a feature is unknown
 * @throws RangeError for an unknown name, when intervals of the market differ, or when a symbol appears twice
 */
export function featureMatrix(names: readonly string[], view: FeatureView, indicators: Indicators): readonly Column[] {
  return names.map(name => {
    const feature = featureNamed(name)
    if (!feature) throw new RangeError(`featureMatrix: no feature is called "${name}", expected one of ${alike(name)}`)
    return feature.compute(view, indicators)
  })
}
