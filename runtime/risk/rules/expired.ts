import { type EpochMs, epochMs } from '../../../lab/market/units.ts'
import type { Rule } from './rule.ts'

const expiry = epochMs(1_735_689_600_000)

/** The strategy opens nothing from its expiry time on, because its evidence is too old by then. */
export const expired: Rule<{ readonly rule: 'expired'; readonly since: EpochMs }> = {
  refuse: (_, { now, expires }) =>
    expires === undefined || now < expires ? undefined : { rule: 'expired', since: expires },
  edge: { inside: checkedAt(expiry - 1), past: checkedAt(expiry) },
}

function checkedAt(now: number) {
  return { situation: { now: epochMs(now), expires: expiry } }
}
