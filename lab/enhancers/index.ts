import type { Enhancer } from './enhancer.ts'
import * as members from './members.ts'

const { threshold, ...weighing } = members

/**
 * All enhancers in the order in which they are applied: by name, with the threshold last, because it judges what the
 * others leave of a signal. Listing one in `members.ts` is enough to test it.
 */
export const enhancers: readonly Enhancer[] = [...Object.values(weighing), threshold]

const byName = new Map(enhancers.map(enhancer => [enhancer.name, enhancer]))

/** The enhancer of that name; undefined when there is none. */
export const enhancerNamed = (name: string): Enhancer | undefined => byName.get(name)
