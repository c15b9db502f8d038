import { existsSync } from 'node:fs'
import { readdir, rm } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { candlesPath, manifestPath, stagingPath } from './layout.ts'
import type { Manifest } from './manifest.ts'

/** Files that no reader needs any more: pieces of commits that died, and what the last commit replaced. */
export async function leftovers(root: string, { parts }: Manifest): Promise<string[]> {
  const live = new Set(parts.map(part => part.file))
  const inCandles = (await filesUnder(candlesPath(root))).map(name => `candles/${name}`)
  const inStaging = (await filesUnder(stagingPath(root))).map(name => `staging/${name}`)
  const halfManifest = existsSync(`${manifestPath(root)}.new`) ? ['manifest.json.new'] : []
  return [...inCandles.filter(file => !live.has(file)), ...inStaging, ...halfManifest]
}

/** Only for whoever holds the lock: what looks dead may be a commit being built. */
export async function sweep(root: string, manifest: Manifest): Promise<void> {
  for (const file of await leftovers(root, manifest)) await rm(join(root, file), { force: true })
}

async function filesUnder(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return []
      throw error
    },
  )
  return entries
    .filter(entry => entry.isFile())
    .map(entry =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .split(sep)
        .join('/'),
    )
}
