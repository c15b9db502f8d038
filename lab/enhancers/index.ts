import type { Enhancer } from './enhancer.ts'
import * as members from './members.ts'

const { threshold, ...others } = members

/**
 * All enhancers in the order in which they are applied: by name, with the threshold last, because it acts on the signal
 * that the others have scaled. An enhancer listed in `members.ts` is registered here and tested without further steps.
 */
export const enhancers: readonly Enhancer[] = [...Object.values(others), threshold]

const byName = new Map(enhancers.map(enhancer => [enhancer.name, enhancer]))

/** The enhancer of that name; undefined when there is none. */
export const enhancerNamed = (name: string): Enhancer | undefined => byName.get(name)
