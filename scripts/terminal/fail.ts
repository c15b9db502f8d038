import { InputError } from '../../lab/input-error.ts'

/** Reports the error that ends a script: one line for an error of the user, a stack trace for a bug. Sets exit code 1. */
export function fail(error: unknown): void {
  console.error(isExpected(error) ? error.message : error)
  process.exitCode = 1
}

const isExpected = (error: unknown): error is Error =>
  error instanceof InputError || error instanceof RangeError || (error instanceof Error && 'syscall' in error)
