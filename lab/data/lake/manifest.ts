import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { writeDurably } from '../../durable.ts'
import { InputError } from '../input-error.ts'
import { manifestPath } from './layout.ts'

const part = z.strictObject({
  /** Relative to the lake's root. */
  file: z.string(),
  venue: z.string(),
  symbol: z.string(),
  interval: z.number().int().positive(),
  synthetic: z.boolean(),
  /** `2023-01`, or `2023` for long bars: see `periodSql`. */
  period: z.string(),
  rows: z.number().int().positive(),
  /** Epoch ms at which the first and the last bar open. */
  first: z.number().int(),
  last: z.number().int(),
})
const manifest = z.strictObject({ schema: z.literal(1), parts: z.array(part).readonly() })

/** One live Parquet file. */
export type Part = Readonly<z.infer<typeof part>>
/** Every live file of the lake: what it does not name does not exist. One rename replaces it, and so a whole commit. */
export type Manifest = Readonly<z.infer<typeof manifest>>

const empty: Manifest = { schema: 1, parts: [] }

/** @throws InputError when it is there but not ours, or of another schema; a lake without one is empty */
export async function readManifest(root: string): Promise<Manifest> {
  const path = manifestPath(root)
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  if (text === undefined) return empty
  const parsed = manifest.safeParse(parseJson(text))
  if (parsed.success) return parsed.data
  const { path: where, message } = parsed.error.issues[0]
  throw new InputError(`${path}: ${where.join('.') || 'the whole'}: ${message}; expected a lake manifest of schema 1`)
}

/** Parts in the order of their paths, one a line, so that two equal lakes have equal manifests. */
export async function writeManifest(root: string, parts: readonly Part[]): Promise<void> {
  const lines = [...parts].sort((a, b) => (a.file < b.file ? -1 : 1)).map(one => `    ${JSON.stringify(one)}`)
  await writeDurably(manifestPath(root), `{\n  "schema": 1,\n  "parts": [\n${lines.join(',\n')}\n  ]\n}\n`)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined // no object: the schema refuses it with the file's name
  }
}
