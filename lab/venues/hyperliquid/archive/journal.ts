import { mkdir, open, readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { z } from 'zod'
import { flush } from '../../../durable.ts'
import { InputError } from '../../../input-error.ts'
import type { Listed } from './estimate.ts'

/** Record of the archive files whose rows are in the lake. */
export interface DownloadRecord {
  /** Whether all rows of these coins are in the lake; an empty list means all coins. */
  has(file: Listed, coins: readonly string[]): boolean
}

/** A record that can be extended. It lies inside the lake, so that it is lost together with the rows. */
export interface Journal extends DownloadRecord {
  /** Adds a file; it is on the disk when the promise resolves. */
  add(file: Listed, coins: readonly string[], rows: number): Promise<void>
  close(): Promise<void>
}

const entry = z.looseObject({
  bucket: z.string(),
  key: z.string(),
  etag: z.string(),
  bytes: z.number(),
  /** Null: all coins. */
  coins: z.array(z.string()).nullable(),
  rows: z.number(),
})
type Entry = z.infer<typeof entry>

/** Reads the record without changing it. @throws InputError when the file is malformed */
export async function readJournal(path: string): Promise<DownloadRecord> {
  return recordOf(parse(await textOf(path), path).entries)
}

/** Opens the record for writing. @throws InputError when the file is malformed */
export async function openJournal(path: string): Promise<Journal> {
  const { entries, bytes } = parse(await textOf(path), path)
  await mkdir(dirname(path), { recursive: true })
  const handle = await open(path, 'a')
  // Cuts off an incomplete last line of a killed process.
  await handle.truncate(bytes)
  await flush(dirname(path))
  return {
    ...recordOf(entries),
    async add({ dataset, key, etag, bytes }, coins, rows) {
      const one = { bucket: dataset.bucket, key, etag, bytes, coins: coins.length ? [...coins] : null, rows }
      await handle.appendFile(`${JSON.stringify(one)}\n`)
      await handle.sync()
    },
    close: () => handle.close(),
  }
}

function recordOf(entries: readonly Entry[]): DownloadRecord {
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
