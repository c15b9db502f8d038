import { existsSync } from 'node:fs'
import { readdir, rm, stat } from 'node:fs/promises'
import { join, sep } from 'node:path'
import type { Clock } from '../../clock.ts'
import { hour } from '../../market/units.ts'
import type { LakeFolder } from './lake-folder.ts'
import { hotPath, manifestPath, stagingPath } from './layout.ts'
import type { Manifest } from './manifest.ts'
import { tableNames } from './schema.ts'

type Swept = Pick<LakeFolder, 'root' | 'clock'>

/** Paths of files that no reader needs: parts of killed commits and appends, and files that the last commit replaced. */
export async function leftovers({ root, clock }: Swept, { parts }: Manifest): Promise<string[]> {
  const live = new Set(parts.map(part => part.file))
  const inTables = await Promise.all(
    tableNames.map(async name => (await filesUnder(join(root, name))).map(file => `${name}/${file}`)),
  )
  const inStaging = (await filesUnder(stagingPath(root))).map(name => `staging/${name}`)
  const halfManifest = existsSync(`${manifestPath(root)}.new`) ? ['manifest.json.new'] : []
  return [
    ...inTables.flat().filter(file => !live.has(file)),
    ...inStaging,
    ...halfManifest,
    ...(await deadAppends(root, clock)),
  ]
}

/** Deletes leftovers. The caller must hold the lock, because another process's unfinished commit looks like one. */
export async function sweep(lake: Swept, manifest: Manifest): Promise<void> {
  for (const file of await leftovers(lake, manifest)) await rm(join(lake.root, file), { force: true })
}

/** Unfinished appends whose process has ended, or that were not written to for an hour. Appends take no lock that would tell. */
async function deadAppends(root: string, clock: Clock): Promise<string[]> {
  const dead: string[] = []
  for (const name of tableNames) {
    for (const file of await filesUnder(hotPath(root, name))) {
      if (!file.startsWith('.')) continue
      const pid = Number(/-(\d+)\.parquet/.exec(file)?.[1])
      const since = await stat(join(hotPath(root, name), file)).then(
        found => found.mtimeMs,
        () => undefined, // renamed meanwhile, because the append has finished
      )
      if (since !== undefined && (!isAlive(pid) || since < clock() - hour)) {
        dead.push(`hot/${name}/${file}`)
      }
    }
  }
  return dead
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
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
