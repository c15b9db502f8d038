import { join } from 'node:path'
import { type AppendFile, appendTo, type Entry, readFolder, subfolders, subjectIn } from './ledger-files.ts'
import { type Subject, subjectId } from './subject.ts'
import type { Trial } from './trial.ts'

/**
 * All trials ever made, across runs: one folder per subject, with one file for each time that a run started to record.
 * Files are append-only and each is written by one process, so any number of processes can record at once, and readers
 * see only complete blocks.
 */
export interface Ledger {
  readonly root: string
  /**
   * Records the trials that are not yet recorded on this subject by any run. Resolves when they are on disk.
   *
   * @param run lower-case letters, digits and hyphens
   * @returns number of trials that were new
   * @throws RangeError if an existing file is damaged
   */
  record(run: string, subject: Subject, trials: readonly Trial[]): Promise<number>
  /** All subjects with trials. */
  subjects(): readonly Subject[]
  /** All entries on a subject, by file. Two processes may have recorded the same trial, so count distinct keys. */
  entries(subject: Subject): readonly Entry[]
  /** Closes the files. */
  close(): Promise<void>
}

/** Opens the trial ledger in a folder. @param root the folder, created with the first trial */
export function openLedger(root: string): Ledger {
  const writers = new Map<string, Writer>()
  const folderOf = (subject: Subject) => join(root, subjectId(subject))

  function writerOf(run: string, subject: Subject): Writer {
    if (!/^[a-z0-9][a-z0-9-]{0,79}$/.test(run))
      throw new RangeError(
        `"${run}" is not a valid run name: expected lower-case letters, digits and hyphens, at most 80`,
      )
    const folder = folderOf(subject)
    const id = join(folder, run)
    const known = writers.get(id)
    if (known) return known
    const keys = new Set(readFolder(folder).flatMap(({ trials }) => trials.map(({ key }) => key)))
    const writer = { keys, file: appendTo(folder, run, subject) }
    writers.set(id, writer)
    return writer
  }

  return {
    root,
    async record(run, subject, trials) {
      const { keys, file } = writerOf(run, subject)
      const fresh = trials.filter(({ key }) => !keys.has(key) && keys.add(key))
      if (fresh.length > 0) await file.append(fresh)
      return fresh.length
    },
    subjects: () =>
      subfolders(root).flatMap(name => {
        const folder = join(root, name)
        const subject = subjectIn(folder)
        if (subject && subjectId(subject) !== name)
          throw new RangeError(`${folder} holds trials on ${subjectId(subject)}: it was renamed; restore that name`)
        return subject ?? []
      }),
    entries: subject => readFolder(folderOf(subject)),
    async close() {
      const open = [...writers.values()]
      writers.clear()
      await Promise.all(open.map(({ file }) => file.close()))
    },
  }
}

interface Writer {
  /** Keys of all trials on the subject. */
  readonly keys: Set<string>
  readonly file: AppendFile
}
