import { InputError } from '../../lab/input-error.ts'

/** Turns an error about a journal (locked, damaged, or of another run) into an InputError, because the user can fix it. */
export const aboutJournal = (error: unknown, journal: string): unknown =>
  error instanceof Error && error.message.startsWith(journal) ? new InputError(error.message) : error
