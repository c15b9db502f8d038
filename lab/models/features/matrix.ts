import type { Indicators } from '../../indicators/memo.ts'
import type { Column } from '../../market/bars.ts'
import { alike } from './alike.ts'
import type { FeatureView } from './feature.ts'
import { featureNamed } from './index.ts'

/**
 * The features of these names, one column each in this order: what a model scores.
 *
 * @returns columns as long as `view.bars`, NaN where a feature is not known
 * @throws RangeError when a name is none of the set, when intervals of the market differ, or a symbol comes twice
 */
export function featureMatrix(names: readonly string[], view: FeatureView, indicators: Indicators): readonly Column[] {
  return names.map(name => {
    const feature = featureNamed(name)
    if (!feature) throw new RangeError(`featureMatrix: no feature is called "${name}", expected one of ${alike(name)}`)
    return feature.compute(view, indicators)
  })
}
