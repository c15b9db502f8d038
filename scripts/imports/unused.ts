import type { Graph } from './graph.ts'
import { tests } from './rules.ts'

/**
 * Files that need no importer: `lab/index.ts`, which notebooks use, all scripts and notebooks, and declaration files.
 */
const isEntry = (file: string) =>
  file === 'lab/index.ts' || /^(?:scripts|notebooks)\//.test(file) || file.endsWith('.d.ts')

const isTest = (file: string) => tests.files.test(file)

/** Files that only tests import, or no file at all. Tests and entry files are not listed. */
export function unused(graph: Graph): readonly string[] {
  const used = new Set([...graph].flatMap(([file, targets]) => (isTest(file) ? [] : targets)))
  return [...graph.keys()].filter(file => !isTest(file) && !isEntry(file) && !used.has(file))
}
