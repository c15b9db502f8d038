import type { Feature } from './feature.ts'

/** What lies nearer to zero than this is zero. */
const nothing = 1e-9

/**
 * The feature without the dust around zero. Prices come in ticks and meet their own averages exactly; which of the two is then larger
 * in the last digit, or what a fading average still remembers, must not decide on which side of a tree's split a bar falls.
 */
export const settled = (feature: Feature): Feature => ({
  ...feature,
  compute: (view, indicators) =>
    Float64Array.from(feature.compute(view, indicators), value => (Math.abs(value) < nothing ? 0 : value)),
})
