import type { Plan } from '../../lab/evolution/plan.ts'
import { InputError } from '../../lab/input-error.ts'
import { createRun, isRun, openRun, type RunFolder } from '../../lab/runs/run-folder.ts'

/** Makes a run, or opens the one that is there. @throws InputError when that one was planned otherwise @param cure what to do then */
export async function runAt(path: string, plan: Plan, cure: string): Promise<RunFolder> {
  const folder = isRun(path) ? openRun(path) : await createRun(path, plan)
  if (JSON.stringify(folder.plan) === JSON.stringify(plan)) return folder
  throw new InputError(`${path} was planned otherwise, or on other bars: ${cure}`)
}
