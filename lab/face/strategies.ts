/** Strategies: their target exposures, usual settings and files. */

// Target exposure of a strategy at each bar, and shares of the capital.

export { allocate } from '../strategy/allocation/allocate.ts'
export { type SignalConfig, type TargetExposure, targetExposure, warmupOf } from '../strategy/exposure.ts'
export { scalingNamed, scalings } from '../strategy/scaling/index.ts'

// Usual settings, and warnings about settings outside the safe ranges.

export { outside } from '../strategy/safe-ranges.ts'
export { defaultExits, defaultRisk, defaultSizing } from '../strategy/template.ts'

// Strategy files.

export { type Flaw, showFlaw } from '../strategy/yaml/flaw.ts'
export { identify } from '../strategy/yaml/identity.ts'
export { parseStrategy as parse } from '../strategy/yaml/parse.ts'
export { writeStrategy as write } from '../strategy/yaml/write.ts'
