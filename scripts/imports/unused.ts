import type { Graph } from './graph.ts'
import { tests } from './rules.ts'

/** What is started and not imported: the face that notebooks take, every script, and what only describes types. */
const isEntry = (file: string) =>
  file === 'lab/index.ts' || /^(?:scripts|notebooks)\//.test(file) || file.endsWith('.d.ts')

const isTest = (file: string) => tests.files.test(file)

/** Product files that no product file imports: tests hold them to something that nobody uses. */
export function unused(graph: Graph): readonly string[] {
  const used = new Set([...graph].flatMap(([file, targets]) => (isTest(file) ? [] : targets)))
  return [...graph.keys()].filter(file => !isTest(file) && !isEntry(file) && !used.has(file))
}
