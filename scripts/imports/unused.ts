import type { Graph } from './graph.ts'
import { tests } from './rules.ts'

/** Files that are started and not imported: the notebooks' face, every script, and declaration files. */
const isEntry = (file: string) =>
  file === 'lab/index.ts' || /^(?:scripts|notebooks)\//.test(file) || file.endsWith('.d.ts')

const isTest = (file: string) => tests.files.test(file)

/** Product files that no product file imports: nothing uses them, though tests may. */
export function unused(graph: Graph): readonly string[] {
  const used = new Set([...graph].flatMap(([file, targets]) => (isTest(file) ? [] : targets)))
  return [...graph.keys()].filter(file => !isTest(file) && !isEntry(file) && !used.has(file))
}
