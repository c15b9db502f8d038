import * as members from './members.ts'
import type { Scaling } from './scaling.ts'

/** All scalings, by name. Listing one in `members.ts` is enough to have it tested and readable from a strategy file. */
export const scalings: readonly Scaling[] = Object.values<Scaling>(members).sort((a, b) => (a.name < b.name ? -1 : 1))

const byName = new Map(scalings.map(scaling => [scaling.name, scaling]))

/** The scaling of that name; undefined when there is none. */
export const scalingNamed = (name: string): Scaling | undefined => byName.get(name)
