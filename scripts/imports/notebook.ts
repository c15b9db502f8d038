import { z } from 'zod'

const schema = z.object({
  cells: z.array(z.object({ cell_type: z.string(), source: z.union([z.string(), z.array(z.string())]) })),
})

/** The code cells of a notebook, joined by newlines. Line numbers count through all code cells. */
export function notebookSource(json: string): string {
  const { cells } = schema.parse(JSON.parse(json))
  return cells
    .filter(cell => cell.cell_type === 'code')
    .map(({ source }) => (typeof source === 'string' ? source : source.join('')))
    .join('\n')
}
