import * as members from './members.ts'
import type { Seed } from './seed.ts'

/** Every seed there is, by name. Standing in `members.ts` is enough to be tested against the laws, evolved, and loaded by the runtime. */
export const seeds: readonly Seed[] = Object.values<Seed>(members).sort((a, b) => (a.name < b.name ? -1 : 1))

const byName = new Map(seeds.map(seed => [seed.name, seed]))

/** The seed of that name; undefined when there is none. */
export const seedNamed = (name: string): Seed | undefined => byName.get(name)
