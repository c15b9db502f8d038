import { join } from 'node:path'
import { type AppendFile, appendTo, type Entry, readFolder, subfolders, subjectIn } from './ledger-files.ts'
import { type Subject, subjectId } from './subject.ts'
import type { Trial } from './trial.ts'

/**
 * The trial ledger: all trials ever made, across runs. It has one folder per subject, and in it one file for each time
 * that a run started to record.
 *
 * Files are append-only, and each is written by one process. So any number of processes can record at once. Readers see
 * only complete blocks.
 */
export interface Ledger {
  /** Folder of the ledger. */
  readonly root: string
  /**
   * Records the trials that no run has recorded on this subject yet. The promise resolves when they are on the disk.
   *
   * @param run name of the run: lower-case letters, digits and hyphens, at most 80
   * @returns number of new trials
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

/** Opens the trial ledger of a folder. @param root folder; it is created with the first trial */
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
