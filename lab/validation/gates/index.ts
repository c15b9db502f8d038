import { capacity } from './capacity.ts'
import { concentration } from './concentration.ts'
import { costs } from './costs.ts'
import type { Gate } from './gate.ts'
import { integrity } from './integrity.ts'
import { lockedTest } from './locked-test.ts'
import { monteCarlo } from './monte-carlo.ts'
import { overfit } from './overfit.ts'
import { plateau } from './plateau.ts'
import { portfolio } from './portfolio.ts'
import { regimes } from './regimes.ts'
import { sample } from './sample.ts'
import { significance } from './significance.ts'
import { triple } from './triple.ts'

/** Every gate that runs before the holdout is opened, in the order in which the report lists them. */
export const gates = {
  ...{ integrity, sample, significance, overfit, plateau, costs, regimes, concentration, capacity, portfolio },
  ...{ monteCarlo, triple },
}

/** The gate that uses the holdout. */
export { lockedTest }

export type GateName = keyof typeof gates | 'lockedTest'

type FindingsOf<G> = G extends Gate<infer F> ? F : never

/** Findings of each gate; absent if the gate did not run. */
export type Findings = { readonly [N in keyof typeof gates]?: FindingsOf<(typeof gates)[N]> } & {
  readonly lockedTest?: FindingsOf<typeof lockedTest>
}
