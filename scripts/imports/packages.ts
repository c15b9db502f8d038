import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

const names = z.record(z.string(), z.string()).default({})
const manifest = z.object({ name: z.string(), dependencies: names, devDependencies: names })
const lock = z.object({ packages: z.record(z.string(), z.object({ dependencies: names })) })

/** Name of the package at `root`, then its direct dependencies, then the dependencies of those. */
export function packagesOf(root: string): readonly string[] {
  const read = (file: string): unknown => JSON.parse(readFileSync(join(root, file), 'utf8'))
  const { name, dependencies, devDependencies } = manifest.parse(read('package.json'))
  const { packages } = lock.parse(read('package-lock.json'))
  const direct = Object.keys({ ...dependencies, ...devDependencies })
  return [name, ...direct, ...direct.flatMap(one => Object.keys(packages[`node_modules/${one}`]?.dependencies ?? {}))]
}
