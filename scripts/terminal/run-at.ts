import type { Plan } from '../../lab/evolution/plan.ts'
import { InputError } from '../../lab/input-error.ts'
import { createRun, isRun, openRun, type RunFolder } from '../../lab/runs/run-folder.ts'

/**
 * Creates a run in a folder, or opens the run that exists there.
 *
 * @param cure advice to the user at the end of the error message
 * @throws InputError when the existing run has another plan
 */
export async function runAt(path: string, plan: Plan, cure: string): Promise<RunFolder> {
  const folder = isRun(path) ? openRun(path) : await createRun(path, plan)
  if (JSON.stringify(folder.plan) === JSON.stringify(plan)) return folder
  throw new InputError(`${path}: already holds a run with other settings or bars: ${cure}`)
}
