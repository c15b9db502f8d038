import { join } from 'node:path'
import { type AppendFile, appendTo, type Entry, readFolder, subfolders, subjectIn } from './ledger-files.ts'
import { type Subject, subjectId } from './subject.ts'
import type { Trial } from './trial.ts'

/**
 * Every trial ever made, across runs: a folder for each subject, in it a file for each time that a run began to record there. Files only
 * grow, each is written by one process, and what was cut short stays cut short: so any number of processes record at once, and a reader
 * sees whole blocks.
 */
export interface Ledger {
  readonly root: string
  /**
   * Resolves when those of the trials that no run has made on this subject before are on the disk.
   *
   * @param run lower-case letters, digits and hyphens
   * @returns how many these were
   * @throws RangeError when what is there already is damaged
   */
  record(run: string, subject: Subject, trials: readonly Trial[]): Promise<number>
  /** What trials were made on. */
  subjects(): readonly Subject[]
  /** All that was recorded on a subject, by file. Two processes may have made one trial: whoever counts, counts keys. */
  entries(subject: Subject): readonly Entry[]
  /** Lets go of the files. */
  close(): Promise<void>
}

/** Opens the trial ledger in a folder. @param root the folder; it is made when the first trial is recorded */
export function openLedger(root: string): Ledger {
  const writers = new Map<string, Writer>()
  const folderOf = (subject: Subject) => join(root, subjectId(subject))

  function writerOf(run: string, subject: Subject): Writer {
    if (!/^[a-z0-9][a-z0-9-]{0,79}$/.test(run))
      throw new RangeError(`"${run}" names no run: expected lower-case letters, digits and hyphens, at most 80`)
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
          throw new RangeError(
            `${folder} holds trials on ${subjectId(subject)}: it was renamed, give it that name again`,
          )
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
  /** Of all trials on the subject. */
  readonly keys: Set<string>
  readonly file: AppendFile
}
