import { band } from './band.ts'
import { calendar } from './calendar.ts'
import { crossSection } from './cross-section.ts'
import type { Feature } from './feature.ts'
import { momentum } from './momentum.ts'
import { returns } from './returns.ts'
import { settled } from './settled.ts'
import { trend } from './trend.ts'
import { volatility } from './volatility.ts'
import { volume } from './volume.ts'

/** The 45 named features. Listing a feature here is enough to have it tested, documented and found by name. */
export const features: readonly Feature[] = [
  ...returns,
  ...trend,
  ...momentum,
  ...volatility,
  ...volume,
  ...band,
  ...calendar,
  ...crossSection,
].map(settled)

const byName = new Map(features.map(feature => [feature.name, feature]))

/** The feature of that name; undefined when there is none. */
export const featureNamed = (name: string): Feature | undefined => byName.get(name)

/** The longest window of all features: rows, including the current one, after which older ones no longer matter. */
export const longestWindow: number = Math.max(...features.map(({ window }) => window))
