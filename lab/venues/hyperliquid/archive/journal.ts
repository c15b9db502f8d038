import { mkdir, open, readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { z } from 'zod'
import { flush } from '../../../durable.ts'
import { InputError } from '../../../input-error.ts'
import type { Listed } from './estimate.ts'

/** Which files of the archive are in the lake. */
export interface Memory {
  /** Whether all rows of these coins are known to be in; of no coins in particular means of all. */
  has(file: Listed, coins: readonly string[]): boolean
}

/** It lies in the lake: without the rows there is no memory of them. */
export interface Journal extends Memory {
  /** Remembers it for good. */
  add(file: Listed, coins: readonly string[], rows: number): Promise<void>
  close(): Promise<void>
}

const entry = z.looseObject({
  bucket: z.string(),
  key: z.string(),
  etag: z.string(),
  bytes: z.number(),
  /** Null for all. */
  coins: z.array(z.string()).nullable(),
  rows: z.number(),
})
type Entry = z.infer<typeof entry>

/** What is remembered, without touching anything. @throws InputError when the file says something else than it should */
export async function readJournal(path: string): Promise<Memory> {
  return memoryOf(parse(await textOf(path), path).entries)
}

/** @throws InputError when the file is there and says something else than it should */
export async function openJournal(path: string): Promise<Journal> {
  const { entries, bytes } = parse(await textOf(path), path)
  await mkdir(dirname(path), { recursive: true })
  const handle = await open(path, 'a')
  // A line that was being written when the process ended.
  await handle.truncate(bytes)
  await flush(dirname(path))
  return {
    ...memoryOf(entries),
    async add({ dataset, key, etag, bytes }, coins, rows) {
      const one = { bucket: dataset.bucket, key, etag, bytes, coins: coins.length ? [...coins] : null, rows }
      await handle.appendFile(`${JSON.stringify(one)}\n`)
      await handle.sync()
    },
    close: () => handle.close(),
  }
}

function memoryOf(entries: readonly Entry[]): Memory {
  const byKey = new Map<string, Entry[]>()
  for (const one of entries) {
    const same = byKey.get(one.key)
    if (same) same.push(one)
    else byKey.set(one.key, [one])
  }
  return {
    has(file, coins) {
      const same = (byKey.get(file.key) ?? []).filter(
        ({ bucket, etag, bytes }) => bucket === file.dataset.bucket && etag === file.etag && bytes === file.bytes,
      )
      if (same.some(one => one.coins === null)) return true
      return coins.length > 0 && coins.every(coin => same.some(one => one.coins?.includes(coin)))
    },
  }
}

function parse(text: string, path: string): { readonly entries: readonly Entry[]; readonly bytes: number } {
  const whole = text.slice(0, text.lastIndexOf('\n') + 1)
  const entries = whole
    .split('\n')
    .slice(0, -1)
    .map((line, i) => {
      try {
        return entry.parse(JSON.parse(line))
      } catch (error) {
        if (!(error instanceof SyntaxError || error instanceof z.ZodError)) throw error
        throw new InputError(`${path}: line ${i + 1}: expected a file of the archive, found ${line.slice(0, 60)}`)
      }
    })
  return { entries, bytes: Buffer.byteLength(whole) }
}

async function textOf(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return ''
    throw error
  }
}
