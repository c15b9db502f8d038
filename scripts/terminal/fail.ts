import { InputError } from '../../lab/data/input-error.ts'

/** The outermost line of a script: what the user can mend is one line; what we must mend keeps its trace. */
export function fail(error: unknown): void {
  const expected = error instanceof InputError || error instanceof RangeError
  console.error(expected ? error.message : error)
  process.exitCode = 1
}
