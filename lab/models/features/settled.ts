import type { Feature } from './feature.ts'

/** Smaller absolute values become zero. */
const nothing = 1e-9

/**
 * The feature with rounding noise around zero removed. Prices lie on ticks and often equal their own averages exactly;
 * a difference in the last digit must not decide on which side of a tree's split a bar falls.
 */
export const settled = (feature: Feature): Feature => ({
  ...feature,
  compute: (view, indicators) =>
    Float64Array.from(feature.compute(view, indicators), value => (Math.abs(value) < nothing ? 0 : value)),
})
