import type { Feature } from './feature.ts'

/** Absolute values below this become 0. */
const nothing = 1e-9

/**
 * The same feature with rounding noise around 0 removed. Prices lie on ticks and often equal their own averages
 * exactly. Without this, an error in the last digit would decide on which side of a tree's split a bar falls.
 */
export const settled = (feature: Feature): Feature => ({
  ...feature,
  compute: (view, indicators) =>
    Float64Array.from(feature.compute(view, indicators), value => (Math.abs(value) < nothing ? 0 : value)),
})
