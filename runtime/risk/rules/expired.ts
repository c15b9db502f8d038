import { type EpochMs, epochMs } from '../../../lab/market/units.ts'
import type { Rule } from './rule.ts'

const expiry = epochMs(1_735_689_600_000)

/** Nothing is opened from the strategy's expiry on: its evidence is too old by then. */
export const expired: Rule<{ readonly rule: 'expired'; readonly since: EpochMs }> = {
  refuse: (_, { now, expires }) =>
    expires === undefined || now < expires ? undefined : { rule: 'expired', since: expires },
  edge: { inside: asked(expiry - 1), past: asked(expiry) },
}

function asked(now: number) {
  return { situation: { now: epochMs(now), expires: expiry } }
}
