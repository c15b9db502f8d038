import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { flush, writeDurably } from '../durable.ts'
import type { Generation } from '../evolution/generation.ts'
import type { Plan } from '../evolution/plan.ts'
import type { Run } from './run.ts'

/**
 * A run on disk: `plan.json`, `generations/0000.json` …, and results derived from them. Every file is written
 * atomically and has a checksum. So files are complete, and manual edits are detected.
 */
export interface RunFolder extends Run {
  readonly path: string
}

/**
 * Starts a run that is stored in a folder.
 *
 * @throws RangeError if the folder already holds a run, because a run is never overwritten
 */
export async function createRun(path: string, plan: Plan): Promise<RunFolder> {
  if (existsSync(planPath(path))) throw new RangeError(`${path} already holds a run: resume it, or choose another name`)
  mkdirSync(join(path, 'generations'), { recursive: true })
  await writeSealed(planPath(path), plan)
  await flush(join(path, '..'))
  return runFolder(path, plan)
}

/**
 * Opens a run that is stored in a folder.
 *
 * @throws RangeError if the folder holds no run, or a file does not match its checksum
 */
export function openRun(path: string): RunFolder {
  if (!existsSync(planPath(path))) throw new RangeError(`${path} holds no run: expected ${planPath(path)}`)
  return runFolder(path, readSealed<Plan>(planPath(path)))
}

/** Whether the folder holds a run. */
export const isRun = (path: string): boolean => existsSync(planPath(path))

const planPath = (path: string) => join(path, 'plan.json')

function runFolder(path: string, plan: Plan): RunFolder {
  const file = (number: number) => join(path, 'generations', `${String(number).padStart(4, '0')}.json`)
  return {
    path,
    plan,
    save: generation => writeSealed(file(generation.number), generation),
    generations() {
      const names = readdirSync(join(path, 'generations')).filter(name => /^\d{4,}\.json$/.test(name))
      return names.map((_, number) => {
        if (!existsSync(file(number)))
          throw new RangeError(`${path}: ${names.length} generations, but ${file(number)} is missing`)
        const generation = readSealed<Generation>(file(number))
        if (generation.number !== number)
          throw new RangeError(
            `${file(number)}: expected generation ${number}, found ${generation.number}: it was renamed`,
          )
        return generation
      })
    },
  }
}

/** Writes a JSON document together with the SHA-256 of its content. */
export async function writeSealed(path: string, content: unknown): Promise<void> {
  const text = JSON.stringify(content, null, 1)
  await writeDurably(path, `{"sha256":"${sha256(text)}","content":${text}}\n`)
}

/** Whether a document exists at the path; its checksum is not checked. */
export const isSealed = (path: string): boolean => existsSync(path)

/**
 * Reads a document written by `writeSealed`.
 *
 * @throws RangeError if the file does not match its checksum
 */
export function readSealed<T>(path: string): T {
  const text = readFileSync(path, 'utf8')
  const [, stated, content] = /^\{"sha256":"([0-9a-f]{64})","content":([\s\S]*)\}\n$/.exec(text) ?? []
  if (stated === undefined || content === undefined)
    throw new RangeError(`${path}: expected a JSON document with a checksum, found ${text.length} other bytes`)
  if (sha256(content) !== stated)
    throw new RangeError(
      `${path}: it was changed after it was written: expected checksum ${stated}, found ${sha256(content)}`,
    )
  return JSON.parse(content) as T
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
