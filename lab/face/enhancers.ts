/** Enhancers: adjustments of the signals of any seed. */

export type { Enhancer } from '../enhancers/enhancer.ts'
export { enhancerNamed as named, enhancers as all } from '../enhancers/index.ts'
