import * as members from './members.ts'
import type { Seed } from './seed.ts'

/** All seeds, by name. Listing one in `members.ts` is enough to have it tested, evolved, and loaded by the runtime. */
export const seeds: readonly Seed[] = Object.values<Seed>(members).sort((a, b) => (a.name < b.name ? -1 : 1))

const byName = new Map(seeds.map(seed => [seed.name, seed]))

/** The seed of that name; undefined when there is none. */
export const seedNamed = (name: string): Seed | undefined => byName.get(name)
