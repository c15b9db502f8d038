import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { flush } from '../durable.ts'
import { type Block, decodeBlocks, encodeBlock } from './block.ts'
import type { Subject } from './subject.ts'
import type { Trial } from './trial.ts'
import { blockOf, trialsIn } from './trial-rows.ts'

/** Trials of one run on one subject. */
export interface Entry {
  readonly run: string
  readonly subject: Subject
  readonly trials: readonly Trial[]
}

/** An append-only file of trials. */
export interface AppendFile {
  /** Resolves when the trials are on disk. */
  append(trials: readonly Trial[]): Promise<void>
  close(): Promise<void>
}

/**
 * Opens a new file for a run's trials on a subject, created with the first trials. Other processes write to other
 * files.
 */
export function appendTo(folder: string, run: string, subject: Subject): AppendFile {
  let file: Promise<FileHandle> | undefined
  // Appends run one after the other, so that blocks do not interleave.
  let last: Promise<unknown> = Promise.resolve()
  const write = async (handle: FileHandle, block: Block) => {
    const bytes = encodeBlock(block)
    const { bytesWritten } = await handle.write(bytes)
    if (bytesWritten !== bytes.length)
      throw new Error(
        `${folder}: ${bytesWritten} of ${bytes.length} bytes were written: free disk space and resume the run`,
      )
    await handle.datasync()
  }
  const createFile = async () => {
    const handle = await createNext(folder, run)
    await write(handle, { head: { run, subject }, body: new Uint8Array(0) })
    await flush(folder)
    await flush(dirname(folder))
    return handle
  }
  return {
    append(trials) {
      file ??= createFile()
      const handle = file
      const done = last.then(async () => write(await handle, blockOf(trials)))
      last = done
      return done
    },
    async close() {
      const [handle] = await Promise.allSettled([file])
      if (handle.status === 'fulfilled') await handle.value?.close()
    },
  }
}

async function createNext(folder: string, run: string): Promise<FileHandle> {
  mkdirSync(folder, { recursive: true })
  for (let number = 1; ; number++) {
    const path = join(folder, `${run}.${String(number).padStart(4, '0')}${ending}`)
    if (existsSync(path)) continue
    try {
      return await open(path, 'wx')
    } catch (error) {
      // Another process created this file first.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
  }
}

/** All entries in the folder of a subject; empty if there is none. @throws RangeError on a damaged file, naming it */
export const readFolder = (folder: string): readonly Entry[] => filesIn(folder).flatMap(path => readEntry(path) ?? [])

/** The subject of a folder; undefined if no file is complete. */
export function subjectIn(folder: string): Subject | undefined {
  for (const path of filesIn(folder)) {
    for (const { head } of decodeBlocks(readFileSync(path), path)) return (head as FileHeader).subject
  }
  return undefined
}

/** Names of the subject folders, sorted. */
export const subfolders = (root: string): readonly string[] =>
  existsSync(root)
    ? readdirSync(root)
        .filter(name => /^[0-9a-f]{64}$/.test(name))
        .sort()
    : []

const ending = '.trials'

const filesIn = (folder: string): readonly string[] =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter(name => name.endsWith(ending))
        .sort()
        .map(name => join(folder, name))
    : []

interface FileHeader {
  readonly run: string
  readonly subject: Subject
}

function readEntry(path: string): Entry | undefined {
  const [first, ...blocks] = decodeBlocks(readFileSync(path), path)
  return first && { ...(first.head as FileHeader), trials: blocks.flatMap(trialsIn) }
}
