import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { writeDurably } from '../../durable.ts'
import { InputError } from '../../input-error.ts'
import { manifestPath } from './layout.ts'
import { schemaVersion, tableNames } from './schema.ts'

const part = z.strictObject({
  /** Relative to the lake's root. */
  file: z.string(),
  /** Absent in manifests of schema 1, which have candles only. */
  table: z.enum(tableNames).default('candles'),
  /** Schema version that the file's columns were written with. */
  schema: z.number().int().min(1).max(schemaVersion).default(1),
  venue: z.string(),
  symbol: z.string(),
  /** 0 in tables without intervals, such as trades. */
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
/** All live files of the lake; other files are ignored. A commit replaces the whole manifest with one rename. */
export type Manifest = Readonly<z.infer<typeof manifest>>

const empty: Manifest = { schema: schemaVersion, parts: [] }

/** The lake's manifest; an empty one when the file does not exist. @throws InputError when it is no manifest of schema 1 or 2 */
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
    `${path}: ${where.join('.') || 'whole file'}: ${message}; expected a lake manifest of schema 1 or 2`,
  )
}

/** Writes the parts sorted by path, one a line, so that equal lakes have equal manifests. */
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
    return undefined // not JSON: the schema check below refuses it with the file's name
  }
}
