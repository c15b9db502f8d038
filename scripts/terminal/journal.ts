import { InputError } from '../../lab/input-error.ts'

/** A journal that another process writes, that is damaged, or that tells another history is the user's to mend. */
export const aboutJournal = (error: unknown, journal: string): unknown =>
  error instanceof Error && error.message.startsWith(journal) ? new InputError(error.message) : error
