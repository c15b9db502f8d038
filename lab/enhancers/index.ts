import type { Enhancer } from './enhancer.ts'
import * as members from './members.ts'

const { threshold, ...weighing } = members

/**
 * Every enhancer there is, in the order in which they are applied: by name, and the threshold last, because it judges what the others have left
 * of a signal. Being a member is enough to be tested against the laws.
 */
export const enhancers: readonly Enhancer[] = [...Object.values(weighing), threshold]

const byName = new Map(enhancers.map(enhancer => [enhancer.name, enhancer]))

/** The enhancer of that name; undefined when there is none. */
export const enhancerNamed = (name: string): Enhancer | undefined => byName.get(name)
