import { builtinModules } from 'node:module'

/** The files and packages that exist. */
export interface World {
  /** Whether a path from the root is a file or a folder of the tree. */
  exists(path: string): boolean
  /** Package names: that of package.json first, then its dependencies. */
  readonly packages: readonly string[]
}

/** Names in an import table, as rows or within rows, that do not exist. */
export function absent(table: Readonly<Record<string, readonly string[]>>, world: World): readonly string[] {
  const named = new Set([...Object.keys(table), ...Object.values(table).flat()])
  return [...named].filter(name => !isThere(name, world))
}

function isThere(name: string, { exists, packages }: World): boolean {
  if (name === 'npm:' || name === 'node:' || name === packages[0]) return true
  if (name.startsWith('node:')) return builtinModules.includes(name.slice('node:'.length))
  return name.startsWith('npm:') ? packages.slice(1).includes(name.slice('npm:'.length)) : exists(name)
}
