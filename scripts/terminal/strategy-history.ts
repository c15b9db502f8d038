import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { flush } from '../../lab/durable.ts'
import { InputError } from '../../lab/input-error.ts'

/** One event in the life of a strategy file: a line of `history.jsonl` beside the files. */
export interface HistoryLine {
  readonly at: string
  readonly what: 'rejected' | 'promoted' | 'approved' | 'raised' | 'demoted' | 'archived'
  readonly name: string
  readonly hash?: string
  readonly stage?: string
  readonly by?: string
  readonly reason?: string
  /** Gates that were not passed. */
  readonly gates?: readonly string[]
}

const pathIn = (folder: string) => join(folder, 'history.jsonl')

/** Appends a line to the history. Resolves when it is on the disk. */
export async function note(folder: string, line: HistoryLine): Promise<void> {
  const path = pathIn(folder)
  mkdirSync(dirname(path), { recursive: true })
  const handle = await open(path, 'a')
  try {
    await handle.writeFile(`${JSON.stringify(line)}\n`)
    await handle.sync()
  } finally {
    await handle.close()
  }
  await flush(dirname(path))
}

/** The history of a folder, oldest line first. @throws InputError naming a line that is not JSON */
export function historyIn(folder: string): readonly HistoryLine[] {
  const path = pathIn(folder)
  if (!existsSync(path)) return []
  return readFileSync(path, 'utf8')
    .split('\n')
    .flatMap((line, i) => (line === '' ? [] : [parsed(line, `${path}, line ${i + 1}`)]))
}

function parsed(line: string, where: string): HistoryLine {
  try {
    return JSON.parse(line)
  } catch {
    throw new InputError(`${where}: expected a line of JSON, found ${line.slice(0, 60)}`)
  }
}
