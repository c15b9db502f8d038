import { InputError } from '../../lab/input-error.ts'

/** The outermost line of a script: what the user can mend is one line; what we must mend keeps its trace. */
export function fail(error: unknown): void {
  console.error(isExpected(error) ? error.message : error)
  process.exitCode = 1
}

const isExpected = (error: unknown): error is Error =>
  error instanceof InputError || error instanceof RangeError || (error instanceof Error && 'syscall' in error)
