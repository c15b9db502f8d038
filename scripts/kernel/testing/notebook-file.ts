import { readFileSync } from 'node:fs'
import { kernelName } from '../jupyter.ts'

/** An output of a cell: text of a stream, or data by MIME type. */
export interface Output {
  readonly text?: string | readonly string[]
  readonly data?: Readonly<Record<string, unknown>>
}

export const textOf = (shown: readonly Output[]): string => shown.flatMap(output => output.text ?? []).join('')

/** The outputs of all cells of a notebook file, in order. */
export function outputs(notebook: string): Output[] {
  const { cells } = JSON.parse(readFileSync(notebook, 'utf8'))
  return cells.flatMap((cell: { outputs?: Output[] }) => cell.outputs ?? [])
}

/** The text of a notebook file for our kernel, with these cells, not executed yet. */
export const notebookOf = (cells: readonly string[]): string =>
  JSON.stringify({
    cells: cells.map((source, i) => ({
      ...{ cell_type: 'code', id: `cell-${i}`, metadata: {}, execution_count: null, outputs: [], source },
    })),
    metadata: { kernelspec: { name: kernelName, display_name: 'TypeScript (Seedbed)', language: 'typescript' } },
    nbformat: 4,
    nbformat_minor: 5,
  })
