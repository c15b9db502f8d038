import { posix } from 'node:path'
import { found } from './import-sites.ts'
import { skeleton } from './skeleton.ts'

/** For each file of the tree, the files of the tree that it imports, type-only imports included. */
export type Graph = ReadonlyMap<string, readonly string[]>

/** @param sources text by path from the root, with forward slashes */
export function graphOf(sources: ReadonlyMap<string, string>): Graph {
  const graph = new Map<string, readonly string[]>()
  for (const [file, source] of sources) {
    const targets = found(skeleton(source)).flatMap(({ specifier }) =>
      specifier?.startsWith('.') ? [posix.join(posix.dirname(file), specifier)] : [],
    )
    graph.set(
      file,
      [...new Set(targets)].filter(target => sources.has(target)),
    )
  }
  return graph
}
