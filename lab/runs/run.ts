import type { Generation } from '../evolution/generation.ts'
import type { Plan } from '../evolution/plan.ts'

/** A run: its plan, and the generations that are finished. It is kept in a folder, or in memory. */
export interface Run {
  readonly plan: Plan
  /** Keeps a finished generation; resolves when it is kept. */
  save(generation: Generation): Promise<void>
  /** Finished generations, oldest first. */
  generations(): readonly Generation[]
}
