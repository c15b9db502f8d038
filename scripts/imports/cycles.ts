import type { Graph } from './graph.ts'

/** Import cycles as lists of files: each file imports the next file, and the last file imports the first. */
export function cycles(graph: Graph): readonly (readonly string[])[] {
  const rings: (readonly string[])[] = []
  const done = new Set<string>()
  const path: string[] = []
  const visit = (file: string) => {
    const at = path.indexOf(file)
    if (at >= 0) rings.push(path.slice(at))
    if (at >= 0 || done.has(file)) return
    path.push(file)
    for (const target of graph.get(file) ?? []) visit(target)
    path.pop()
    done.add(file)
  }
  for (const file of graph.keys()) visit(file)
  return rings
}
