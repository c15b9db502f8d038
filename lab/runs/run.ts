import type { Generation } from '../evolution/generation.ts'
import type { Plan } from '../evolution/plan.ts'

/** A search run: its plan and its finished generations, stored in a folder or in memory. */
export interface Run {
  readonly plan: Plan
  /** Stores a finished generation; resolves when it is stored. */
  save(generation: Generation): Promise<void>
  /** Finished generations, oldest first. */
  generations(): readonly Generation[]
}
