import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { writeDurably } from '../../durable.ts'
import { InputError } from '../../input-error.ts'
import { manifestPath } from './layout.ts'
import { schemaVersion, tableNames } from './schema.ts'

const part = z.strictObject({
  /** Relative to the lake's root. */
  file: z.string(),
  /** Manifests of schema 1 know candles alone. */
  table: z.enum(tableNames).default('candles'),
  /** Under which its columns were chosen. */
  schema: z.number().int().min(1).max(schemaVersion).default(1),
  venue: z.string(),
  symbol: z.string(),
  /** 0 in tables whose rows are moments, not bars. */
  interval: z.number().int().nonnegative(),
  synthetic: z.boolean(),
  /** `2023`, `2023-01` or `2023-01-31`: see `periodSql`. */
  period: z.string(),
  rows: z.number().int().positive(),
  /** Epoch ms of the first and the last row. */
  first: z.number().int(),
  last: z.number().int(),
})
const manifest = z.strictObject({ schema: z.literal([1, 2]), parts: z.array(part).readonly() })

/** One live Parquet file. */
export type Part = Readonly<z.infer<typeof part>>
/** Every live file of the lake: what it does not name does not exist. One rename replaces it, and so a whole commit. */
export type Manifest = Readonly<z.infer<typeof manifest>>

const empty: Manifest = { schema: schemaVersion, parts: [] }

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
  throw new InputError(
    `${path}: ${where.join('.') || 'the whole'}: ${message}; expected a lake manifest of schema 1 or 2`,
  )
}

/** Parts in the order of their paths, one a line, so that two equal lakes have equal manifests. */
export async function writeManifest(root: string, parts: readonly Part[]): Promise<Manifest> {
  const sorted = [...parts].sort((a, b) => (a.file < b.file ? -1 : 1))
  const lines = sorted.map(one => `    ${JSON.stringify(one)}`)
  await writeDurably(
    manifestPath(root),
    `{\n  "schema": ${schemaVersion},\n  "parts": [\n${lines.join(',\n')}\n  ]\n}\n`,
  )
  return { schema: schemaVersion, parts: sorted }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined // no object: the schema refuses it with the file's name
  }
}
